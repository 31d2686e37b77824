// One press prints what is on the screen.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  button.textContent = data.label;
  button.hidden = false; // without its words it has no name
  button.onclick = () => print();
}
