// Saves each answer as it is typed. The form works without: every section has a button.
// Old phones read this too, so it is written in the JavaScript of 2015.
(function () {
  'use strict';
  var form = document.querySelector('form[data-autosave]');
  if (!form || !window.fetch || !window.URLSearchParams) return;
  var draftsAt = 'buscall' + location.pathname;
  var status = document.createElement('div');
  status.className = 'saving';
  status.setAttribute('role', 'status');
  status.hidden = true;
  document.body.appendChild(status);
  var timers = {};
  var sending = {};

  function say(text) {
    status.textContent = text;
    status.hidden = !text;
  }

  function fieldsOf(box) {
    return box.querySelectorAll('input[name], textarea[name], select[name]');
  }

  function pairs(box) {
    var body = new URLSearchParams();
    var by = form.elements.by;
    if (by) body.append('by', by.value);
    Array.prototype.forEach.call(fieldsOf(box), function (field) {
      if (field.type === 'checkbox' && !field.checked) return;
      body.append(field.name, field.value);
    });
    return body;
  }

  function drafts() {
    try {
      return JSON.parse(localStorage.getItem(draftsAt) || '{}');
    } catch (_) {
      return {};
    }
  }

  function keep(box) {
    var all = drafts();
    var values = {};
    Array.prototype.forEach.call(fieldsOf(box), function (field) {
      if (field.name.indexOf('w.') !== 0) {
        values[field.name] = field.type === 'checkbox' ? field.checked : field.value;
      }
    });
    all[box.getAttribute('data-key')] = values;
    try {
      localStorage.setItem(draftsAt, JSON.stringify(all));
    } catch (_) { /* a full or closed store loses no more than a page without a script */ }
  }

  function forget(key) {
    var all = drafts();
    delete all[key];
    try {
      localStorage.setItem(draftsAt, JSON.stringify(all));
    } catch (_) { /* likewise */ }
  }

  function problem(box, text) {
    var line = box.querySelector('.problem');
    if (!line && text) {
      line = document.createElement('p');
      line.className = 'problem';
      line.setAttribute('role', 'alert');
      box.appendChild(line);
    }
    if (line) line.textContent = text;
    box.classList.toggle('is-wrong', !!text);
  }

  function send(box) {
    var key = box.getAttribute('data-key');
    if (sending[key]) { timers[key] = setTimeout(function () { send(box); }, 500); return; }
    sending[key] = true;
    say('Saving …');
    fetch(form.action, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: pairs(box).toString(),
      credentials: 'same-origin'
    }).then(function (answer) {
      return answer.json().then(function (told) { return { ok: answer.ok, told: told }; });
    }).then(function (answer) {
      sending[key] = false;
      if (!answer.ok) throw new Error(answer.told.detail || answer.told.title);
      var wrong = answer.told.problems[0];
      problem(box, wrong ? wrong.rule : '');
      if (!wrong) {
        forget(key);
        box.classList.remove('is-open');
        // What the page shows from now on is what was saved.
        var was = form.elements['w.' + key];
        if (was && answer.told.answers) was.value = JSON.stringify(answer.told.answers[key]);
      }
      say(wrong ? 'One answer could not be read' : answer.told.both_kept ? 'Saved. Somebody else had answered too: both are kept.' : 'Saved');
      setTimeout(function () { say(''); }, 2500);
    }).catch(function () {
      sending[key] = false;
      say('No connection. Your answer is kept on this device.');
    });
  }

  form.addEventListener('input', function (event) {
    var box = event.target.closest && event.target.closest('.field');
    if (!box) return;
    var key = box.getAttribute('data-key');
    keep(box);
    clearTimeout(timers[key]);
    timers[key] = setTimeout(function () { send(box); }, 900);
  });

  function restore() {
    var all = drafts();
    Object.keys(all).forEach(function (key) {
      var box = form.querySelector('.field[data-key="' + key + '"]');
      if (!box) return;
      Array.prototype.forEach.call(fieldsOf(box), function (field) {
        var kept = all[key][field.name];
        if (kept === undefined) return;
        if (field.type === 'checkbox') field.checked = kept;
        else field.value = kept;
      });
      send(box);
    });
  }

  window.addEventListener('online', restore);
  form.addEventListener('submit', function () {
    Object.keys(timers).forEach(function (key) { clearTimeout(timers[key]); });
    try {
      localStorage.removeItem(draftsAt);
    } catch (_) { /* nothing is kept then */ }
  });
  restore();
})();
