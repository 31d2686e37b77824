// Copies a text; over http, where there is no clipboard to ask, by way of a field that is selected.
function copyBySelecting(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const status = parentElement.querySelector('[role="status"]');
  button.textContent = data.label;
  button.onclick = async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(data.text);
    else copyBySelecting(data.text);
    button.focus();
    status.textContent = data.said;
  };
}
