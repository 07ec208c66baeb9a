// Overloads, templates and members, called as often as the input says.
#include <stdio.h>
#include <string.h>

namespace shapes {

class Square {
public:
	explicit Square(int side) : side_(side) {}
	__attribute__((noinline)) int area() const { __asm__ volatile("" : : : "memory"); return side_ * side_; }
	__attribute__((noinline)) int grow(int by) { __asm__ volatile("" : : : "memory"); return side_ += by; }
	__attribute__((noinline)) int grow(long by, char) { __asm__ volatile("" : : : "memory"); return side_ += (int)by; }

private:
	int side_;
};

template <typename T> __attribute__((noinline)) T twice(T value)
{
	__asm__ volatile("" : : : "memory");
	return value + value;
}

}

int main()
{
	char name[32];
	long count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		shapes::Square square(2);
		long sum = 0;

		if (strcmp(name, "run") != 0 || scanf("%ld", &count) != 1)
			count = 0;
		for (long i = 0; i < count; i++)
			sum += square.area() + square.grow(1) + square.grow(2L, 'x') + shapes::twice(3) + shapes::twice(4L);
		printf("%ld\n", sum);
	}
	return 0;
}
