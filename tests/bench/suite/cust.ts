import { deleteInquiries, startAs } from './accounts.ts';
import { expect, test } from './fixtures.ts';
import { runMark } from './shop.ts';

test('CUST 고객센터', async ({ page, step }) => {
  const notices = page.getByTestId('notice');
  const inquiry = page.getByTestId('inquiry').filter({ hasText: `점검 ${runMark}` });

  await startAs(page.request, 'tester05');
  await deleteInquiries(page.request);

  await step('CUST-01', '공지 목록에서 중요 공지가 위에 있다', async () => {
    await page.goto('/notices');
    await expect(notices.nth(4)).toBeVisible();
    await expect(notices.first()).toContainText('중요');
    await expect(notices.last()).not.toContainText('중요');
  });

  await step('CUST-02', '공지를 누르면 본문을 읽을 수 있다', async () => {
    await page.goto('/notices');
    await page.getByRole('link', { name: '연말 배송 일정 안내' }).click();
    await expect(page.getByRole('heading', { name: '연말 배송 일정 안내' })).toBeVisible();
    await expect(page.getByTestId('notice-body')).toContainText('당일 출고됩니다');
  });

  await step('CUST-03', '자주 묻는 질문을 누르면 답이 펼쳐지고 다시 누르면 접힌다', async () => {
    await page.goto('/faq');
    const question = page.getByRole('button', { name: '카드 한도를 넘으면 어떻게 되나요?' });
    const answer = page.getByText('카드사가 거절하며 주문은 접수되지 않습니다');
    await question.click();
    await expect(answer).toBeVisible();
    await question.click();
    await expect(question).toHaveAttribute('aria-expanded', 'false');
    await expect(answer).toBeHidden();
  });

  await step('CUST-04', '질문 분류를 고르면 그 분류만 보인다', async () => {
    await page.goto('/faq');
    const group = page.getByRole('group', { name: '질문 분류' });
    await group.getByRole('button', { name: '배송', exact: true }).click();
    await expect(page.getByRole('button', { name: '배송', exact: true })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByTestId('faq')).toHaveCount(2);
    await expect(page.getByTestId('faq').filter({ hasText: '배송' })).toHaveCount(2);
  });

  await step('CUST-05', '1대1 문의를 남기면 내 문의에 나온다', async () => {
    await page.goto('/help');
    await page.getByLabel('문의 유형').selectOption('배송');
    await page.getByLabel('제목').fill(`점검 ${runMark}`);
    await page.getByLabel('문의 내용').fill('배포 후 점검에서 남긴 문의입니다.');
    await page.getByRole('button', { name: '문의 등록' }).click();
    await expect(inquiry).toContainText('배포 후 점검에서 남긴 문의입니다.');
    await expect(inquiry).toContainText('답변 대기');
  });

  await step('CUST-06', '남긴 문의를 지울 수 있다', async () => {
    await page.goto('/help');
    await page.getByRole('button', { name: `점검 ${runMark} 문의 삭제` }).click();
    await expect(inquiry).toBeHidden();
    const { inquiries } = await (await page.request.get('/api/inquiries')).json();
    expect(inquiries).toHaveLength(0);
  });

  await step('CUST-07', '없는 주소로 가면 안내 화면과 404 응답이 나온다', async () => {
    const answer = await page.goto('/no-such-page-for-checks');
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: '페이지를 찾을 수 없습니다' })).toBeVisible();
    await expect(page.getByRole('link', { name: '홈으로 가기' })).toBeVisible();
  });

  await deleteInquiries(page.request);
});
