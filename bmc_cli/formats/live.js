const news = document.querySelector('.news')
const kept = JSON.parse(sessionStorage.getItem('kept'))
sessionStorage.removeItem('kept')
if (kept) {
  history.scrollRestoration = 'manual'
  for (const id of kept.chosen) {
    const input = document.getElementById(id)
    if (input) input.checked = true
  }
  scrollTo(kept.x, kept.y)
}
const say = text => {
  news.textContent = text
  news.hidden = !text
}
const events = new EventSource('events')
events.onerror = () => say(news.dataset.gone)
events.addEventListener('end', () => {
  events.close()
  say(news.dataset.gone)
})
events.onmessage = event => {
  const {page, trouble} = JSON.parse(event.data)
  say(trouble)
  if (page === news.dataset.page) return
  events.close()
  const chosen = [...document.querySelectorAll('input:checked')].map(input => input.id)
  sessionStorage.setItem('kept', JSON.stringify({chosen, x: scrollX, y: scrollY}))
  location.reload()
}
