	.text
f:
	r1 = 5
	r1 = -5
	w1 = 5
	r1 = r2
	w1 = w2
	r1 += 7
	r1 += r2
	w1 += w2
	w1 += -3
	r1 -= 1
	r1 *= 3
	r1 /= 3
	r1 s/= 3
	r1 |= 0x7fffffff
	r1 &= -16
	r1 <<= 32
	r1 >>= 32
	r1 s>>= 32
	r1 %= 7
	r1 s%= 7
	r1 ^= 9
	r1 = -r1
	w1 = -w1
	r1 = le16 r1
	r1 = be16 r1
	r1 = be32 r1
	r1 = le64 r1
	r1 = bswap16 r1
	r1 = bswap64 r1
	r1 = (s8)r2
	r1 = (s16)r2
	r1 = (s32)r2
	w1 = (s8)w2
	w1 = (s16)w2
	r1 = 0x123456789abcdef ll
	r1 = -1 ll
	r1 = *(u8 *)(r2 + 0)
	r1 = *(u16 *)(r2 + 16)
	r1 = *(u32 *)(r2 - 4)
	r1 = *(u64 *)(r10 - 512)
	r1 = *(s8 *)(r2 + 1)
	r1 = *(s16 *)(r2 + 2)
	r1 = *(s32 *)(r2 + 3)
	*(u8 *)(r2 + 0) = r1
	*(u16 *)(r2 + 2) = r1
	*(u32 *)(r2 - 4) = r1
	*(u64 *)(r2 + 8) = r1
	*(u8 *)(r2 + 0) = 5
	*(u64 *)(r2 + 0) = -5
	lock *(u64 *)(r1 + 8) += r2
	lock *(u32 *)(r1 + 8) += w2
	lock *(u64 *)(r1 + 8) |= r2
	lock *(u64 *)(r1 + 8) &= r2
	lock *(u64 *)(r1 + 8) ^= r2
	r2 = atomic_fetch_add((u64 *)(r1 + 8), r2)
	w2 = atomic_fetch_add((u32 *)(r1 + 8), w2)
	r2 = atomic_fetch_or((u64 *)(r1 + 8), r2)
	r2 = atomic_fetch_and((u64 *)(r1 + 8), r2)
	r2 = atomic_fetch_xor((u64 *)(r1 + 8), r2)
	r2 = xchg_64(r1 + 8, r2)
	w2 = xchg32_32(r1 + 8, w2)
	r0 = cmpxchg_64(r1 + 8, r0, r2)
	w0 = cmpxchg32_32(r1 + 8, w0, w2)
	if r1 == 0 goto +2
	if r1 == r2 goto +1
	if r1 != 5 goto -3
	if r1 > 5 goto +0
	if r1 >= r2 goto +0
	if r1 < 5 goto +0
	if r1 <= 5 goto +0
	if r1 s> -5 goto +0
	if r1 s>= 5 goto +0
	if r1 s< 5 goto +0
	if r1 s<= 5 goto +0
	if r1 & 5 goto +0
	if w1 == 5 goto +0
	if w1 s< w2 goto +0
	if w1 & w2 goto +0
	goto +1
	goto -1
	gotol +1
	call 14
	call f
	callx r2
	exit
	r0 = *(u8 *)skb[12]
	r0 = *(u32 *)skb[r3]
	r0 = *(u16 *)skb[r3]
