import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { password, runMark } from './shop.ts';

async function tryToLogin(page: Page, id: string, secret: string): Promise<void> {
  await page.getByLabel('아이디').fill(id);
  await page.getByLabel('비밀번호').fill(secret);
  await page.getByRole('button', { name: '로그인' }).click();
}

async function fillJoinForm(page: Page, member: { readonly id: string; readonly again?: string }): Promise<void> {
  await page.goto('/join');
  await page.getByLabel('아이디').fill(member.id);
  await page.getByLabel('비밀번호').fill(password);
  await page.getByLabel('한 번 더').fill(member.again ?? password);
  await page.getByLabel('이름').fill('점검회원');
  await page.getByLabel('휴대폰 번호').fill('010-0000-0000');
  await page.getByLabel('이용약관에 동의합니다 (필수)').check();
}

test('MEMB 회원', async ({ page, step }) => {
  const who = page.getByTestId('who');
  const formError = page.getByTestId('form-error');
  const loginHeading = page.getByRole('heading', { name: '로그인', level: 1 });
  const join = page.getByRole('button', { name: '가입하기' });

  await step('MEMB-01', '로그인하지 않으면 마이페이지 대신 로그인 화면이 나온다', async () => {
    await page.goto('/my');
    expect((await page.request.get('/api/my')).status()).toBe(401);
    await expect(page).toHaveURL('/login?next=%2Fmy');
    await expect(loginHeading).toBeVisible();
  });

  await step('MEMB-02', '비밀번호가 틀리면 안내가 나오고 로그인되지 않는다', async () => {
    await page.goto('/login');
    await tryToLogin(page, 'tester04', 'Wrong!2026');
    await expect(formError).toHaveText('아이디 또는 비밀번호가 올바르지 않습니다.');
    expect((await (await page.request.get('/api/session')).json()).member).toBeNull();
  });

  await step('MEMB-03', '없는 아이디에도 같은 안내가 나와 아이디가 있는지 알 수 없다', async () => {
    await page.goto('/login');
    await tryToLogin(page, `nobody${runMark}`, password);
    await expect(formError).toHaveText('아이디 또는 비밀번호가 올바르지 않습니다.');
  });

  await step('MEMB-04', '로그인하면 보던 화면으로 돌아오고 이름이 보인다', async () => {
    await page.goto('/login?next=%2Fpoints');
    await tryToLogin(page, 'tester04', password);
    await expect(page).toHaveURL('/points');
    await expect(who).toHaveText('테스터4님');
  });

  await step('MEMB-05', '로그아웃하면 화면에서도 API에서도 로그인이 풀린다', async () => {
    await page.goto('/my');
    await page.getByRole('button', { name: '로그아웃' }).click();
    await expect(page).toHaveURL('/');
    await expect(who).toHaveText('로그인');
    expect((await page.request.get('/api/my')).status()).toBe(401);
    await page.goto('/my');
    await expect(page).toHaveURL('/login?next=%2Fmy');
  });

  await step('MEMB-06', '새 아이디로 가입하면 바로 로그인되고 축하 적립금 2,000원이 있다', async () => {
    await fillJoinForm(page, { id: `m${runMark}` });
    await join.click();
    await expect(page).toHaveURL('/my');
    await expect(who).toHaveText('점검회원님');
    await expect(page.getByTestId('my-points')).toHaveText('2,000원');
  });

  await step('MEMB-07', '이미 있는 아이디로는 가입할 수 없다', async () => {
    await fillJoinForm(page, { id: `m${runMark}` });
    await join.click();
    await expect(formError).toHaveText('이미 사용 중인 아이디입니다.');
    await expect(page).toHaveURL('/join');
  });

  await step('MEMB-08', '비밀번호 확인이 다르거나 약관에 동의하지 않으면 가입할 수 없다', async () => {
    await fillJoinForm(page, { id: `n${runMark}`, again: 'Other!2026' });
    await join.click();
    await expect(formError).toContainText('두 비밀번호가 다릅니다');
    await page.getByLabel('한 번 더').fill(password);
    await page.getByLabel('이용약관에 동의합니다 (필수)').uncheck();
    await join.click();
    await expect(formError).toHaveText('이용약관에 동의해 주세요.');
    await expect(page).toHaveURL('/join');
  });

  await step('MEMB-09', '비밀번호를 다섯 번 틀리면 잠기고 맞는 비밀번호로도 들어갈 수 없다', async () => {
    const loginId = `m${runMark}`;
    for (let attempt = 1; attempt <= 4; attempt++) {
      const refused = await page.request.post('/api/login', { data: { loginId, password: `Wrong!${attempt}` } });
      expect(refused.status()).toBe(401);
    }
    await page.goto('/login');
    await tryToLogin(page, loginId, 'Wrong!5');
    await expect(formError).toContainText('계정이 잠겼습니다');
    await tryToLogin(page, loginId, password);
    expect((await page.request.post('/api/login', { data: { loginId, password } })).status()).toBe(423);
    await expect(formError).toContainText('계정이 잠겼습니다');
    await expect(page).toHaveURL('/login');
  });
});
