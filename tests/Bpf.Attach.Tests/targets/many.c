/* A hundred functions, called as often as the input says. */
#include <stdio.h>
#include <string.h>

#define F(n) __attribute__((noinline)) int f_##n(int x) { __asm__ volatile("" : "+r"(x)); return x + 1; }
#define TEN(p) F(p##0) F(p##1) F(p##2) F(p##3) F(p##4) F(p##5) F(p##6) F(p##7) F(p##8) F(p##9)
TEN(0) TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)

#undef F
#define F(n) sum += f_##n(sum);

int main(void)
{
	char name[32];
	long count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		int sum = 0;

		if (strcmp(name, "run") != 0 || scanf("%ld", &count) != 1)
			count = 0;
		for (long i = 0; i < count; i++) {
			TEN(0) TEN(1) TEN(2) TEN(3) TEN(4) TEN(5) TEN(6) TEN(7) TEN(8) TEN(9)
		}
		printf("%d\n", sum);
	}
	return 0;
}
