/* Calls functions of libc that exist in several versions, as often as the input says. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
	pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
	char name[32];
	long count;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		if (strcmp(name, "run") != 0 || scanf("%ld", &count) != 1)
			count = 0;
		for (long i = 0; i < count; i++) {
			pthread_rwlock_wrlock(&lock);
			pthread_rwlock_unlock(&lock);
			pthread_cond_signal(&condition);
		}
		puts("done");
	}
	return 0;
}
