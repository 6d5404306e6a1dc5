import { describe, expect, it } from 'vitest';
import {
  Actions,
  Choices,
  ErrorSummary,
  FieldError,
  FileField,
  Hidden,
  Select,
  Submit,
  TextArea,
  TextField,
  Tick,
  Understood,
} from '../../../views/parts/fields.tsx';
import { Pager } from '../../../views/parts/pager.tsx';
import { PromiseList, PromiseRow } from '../../../views/parts/promise-row.tsx';
import { PageHead, Section } from '../../../views/parts/section.tsx';
import { Table } from '../../../views/parts/table.tsx';
import {
  Correction,
  Timeline,
  TimelineDay,
  TimelineGap,
  TimelineNote,
  TimelineRow,
} from '../../../views/parts/timeline.tsx';
import { mistakes, readers, visible } from '../page.ts';

describe('a form', () => {
  const errors = [
    { field: 'when', message: 'Напишите день так: 2019-07-30.' },
    { field: 'topic', message: 'Выберите одно.' },
  ];

  it('lists its errors at the top, each a link to its field, in every language', async () => {
    const printed = readers().map((r) => String(<ErrorSummary r={r} errors={errors} />));
    expect(printed.map((html) => visible(html).slice(0, 40).split('Напишите')[0])).toEqual([
      'В форме 2 ошибки',
      'Формада 2 қате бар',
      'There are 2 mistakes in the form',
    ]);
    expect(printed[0]).toContain('<a href="#f-when">');
    expect(ErrorSummary({ r: readers()[0]!, errors: [] })).toBe(null);
  });

  it('ties each control to its label, hint and error, and keeps what was typed', async () => {
    const html = String(
      <form method="post" action="/desk/incidents">
        <ErrorSummary r={readers()[0]!} errors={errors} />
        <Hidden name="csrf" value="x" />
        <TextField name="when" label="Когда" hint="Своими словами" value="32 июля" errors={errors} required />
        <TextField name="password" label="Пароль" type="password" value="secret" autocomplete="current-password" />
        <Understood id="read" words="24 июня 2019 года" note="Поняли «утром»." />
        <TextArea name="text" label="Слова" value="<b>" lang="kk" />
        <Select name="office" label="Должность" choices={[{ value: 'a', label: 'Аким' }]} value="a" none="Не выбрано" />
        <Choices
          name="topic"
          label="Что"
          choices={[
            { value: 'power', label: 'Свет' },
            { value: 'gas', label: 'Газ' },
          ]}
          value="gas"
          errors={errors}
        />
        <Choices
          name="answers[]"
          label="На что отвечает"
          many
          column
          choices={[
            { value: 'what', label: 'Что' },
            { value: 'who', label: 'Кто' },
          ]}
          value={['who']}
        />
        <FileField name="photo" label="Фото" accept="image/*" />
        <Tick name="publish" label="Опубликовать" checked />
        <FieldError name="topic" errors={[]} />
        <Actions>
          <Submit>Записать</Submit>
          <Submit kind="plain" name="by" value="none">
            Отмена
          </Submit>
        </Actions>
      </form>,
    );
    expect(await mistakes(html)).toEqual([]);
    expect(html).toContain('aria-describedby="f-when-hint f-when-wrong"');
    expect(html).toMatch(/<input[^>]*id="f-when"[^>]*aria-invalid="true"[^>]*value="32 июля"/);
    expect(html).not.toContain('secret');
    expect(html).toContain('&lt;b&gt;');
    expect(html).toMatch(/value="gas"[^>]*checked/);
    expect(html).toMatch(/<option value="a" selected/);
    expect(html).toMatch(/<fieldset class="field wrong" aria-describedby="f-topic-wrong">/);
  });
});

describe('the blocks of a page', () => {
  it('are sound HTML', async () => {
    const html = String(
      <>
        <PageHead
          title="Аким"
          kicker="Должность"
          lead="С 2019 года"
          answers={[{ question: 'Что вышло', answer: 'Ничего' }]}
          hang
        />
        <Section id="past" title="Срок вышел" note="по дням">
          <PromiseList bare>
            <PromiseRow
              id="p-1"
              day="26 июля"
              dayNote="сначала 1 августа"
              title="Результаты"
              href="/promises/a/b"
              status="Срок вышел"
              more="Смотрели"
              said="Поручил аким"
            />
          </PromiseList>
          <Table
            caption="Сроки"
            captionHidden
            columns={[{ label: 'Срок' }, { label: 'Что', bare: true }, { label: 'Осталось', num: true }]}
            rows={[['20 августа', <a href="/x">Дома</a>, '15']]}
          />
        </Section>
        <Section id="line" title="Хроника" wide>
          <Timeline voices={['Что происходило', 'Что говорили власти', 'Сроки']}>
            <TimelineDay date={<time datetime="2019-06-24">24 июня</time>} note="понедельник" voices={3}>
              <TimelineRow id="call" voice={1} voiceName="Что происходило" time="9:20" aside=", Facebook">
                <p>Вызов</p>
                <Correction
                  id="fix-1"
                  label="Исправлено."
                  wasLabel="Было:"
                  was="взрыв"
                  isLabel="Стало:"
                  is="вызов"
                  why="Это звонок."
                />
              </TimelineRow>
              <TimelineRow id="word" voice={2} voiceName="Что говорили власти" time="13:15" kind="said">
                <p>Слова</p>
              </TimelineRow>
              <TimelineNote voice={2}>Что было раньше, неизвестно.</TimelineNote>
              <TimelineRow id="due" voice="all" voiceName="Сроки" time="24:00" kind="due">
                <p>Вышел срок</p>
              </TimelineRow>
            </TimelineDay>
            <TimelineGap>10 дней</TimelineGap>
          </Timeline>
        </Section>
      </>,
    );
    expect(await mistakes(html)).toEqual([]);
    expect(html).toContain('data-l="Осталось"');
    expect(html).not.toContain('data-l="Что"');
    expect(html).toContain('class="tl-es tl-3"');
  });

  it('lead to the pages before and after in every language', async () => {
    const printed = readers().map((r) => String(<Pager r={r} previous="?page=1" next="?page=3" />));
    expect(printed.map(visible)).toEqual([
      'Предыдущая страницаСледующая страница',
      'Алдыңғы бетКелесі бет',
      'Previous pageNext page',
    ]);
    expect(await mistakes(printed[0])).toEqual([]);
    expect(Pager({ r: readers()[0]! })).toBe(null);
  });
});
