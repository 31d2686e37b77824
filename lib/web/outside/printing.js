// On paper nobody scrolls: a slide with more on it than its sheet holds is drawn smaller until all of it is there.
const STEP = 0.97;
const isTooFull = (slide) => slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth;

function fit(slide) {
  for (let zoom = STEP; isTooFull(slide) && zoom > 0.1; zoom *= STEP) slide.style.zoom = zoom;
}

// The maps and the letters must be there: they say how much room a slide takes.
addEventListener('load', async () => {
  await Promise.allSettled([...document.fonts].map((face) => face.load()));
  document.querySelectorAll('.sheet > div').forEach(fit);
});
