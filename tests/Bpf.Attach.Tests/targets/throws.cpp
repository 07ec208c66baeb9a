// An exception that travels from throws() through passes() and log::cleans() to catches().
#include <cstdio>
#include <stdexcept>
#include <string>

#define APART __attribute__((noipa))

extern "C" APART void throws(int number)
{
	if (number > 0)
		throw std::runtime_error("thrown");
}

extern "C" APART void passes(int number)
{
	throws(number);
	asm volatile("");
}

namespace logs {
APART void cleans(int number)
{
	std::string text(100, 'a');
	asm volatile("" : : "r"(text.c_str()));
	passes(number);
}
}

extern "C" APART int catches(int number)
{
	try {
		logs::cleans(number);
		return 0;
	} catch (const std::exception &exception) {
		std::puts(exception.what());
		return 1;
	}
}

extern "C" APART void ends(int number) noexcept
{
	passes(number);
	asm volatile("");
}

int main(int, char **)
{
	ends(0);
	return catches(1) == 1 ? 0 : 1;
}
