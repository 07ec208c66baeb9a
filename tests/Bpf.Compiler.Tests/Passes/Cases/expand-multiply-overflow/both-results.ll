; The product and the overflow bit are both used.
declare { i64, i1 } @llvm.umul.with.overflow.i64(i64, i64)

define i64 @f(i64 %a, i64 %b) {
  %pair = call { i64, i1 } @llvm.umul.with.overflow.i64(i64 %a, i64 %b)
  %product = extractvalue { i64, i1 } %pair, 0
  %overflows = extractvalue { i64, i1 } %pair, 1
  %result = select i1 %overflows, i64 -1, i64 %product
  ret i64 %result
}

; after expand-multiply-overflow
define i64 @f(i64 %a, i64 %b) {
  %1 = mul i64 %a, %b
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = icmp eq i64 %a, 0
  %4 = select i1 %3, i64 1, i64 %a
  %5 = udiv i64 %2, %4
  %6 = icmp ne i64 %5, %b
  %7 = select i1 %3, i1 false, i1 %6
  %8 = insertvalue { i64, i1 } undef, i64 %1, 0
  %9 = insertvalue { i64, i1 } %8, i1 %7, 1
  %product = extractvalue { i64, i1 } %9, 0
  %overflows = extractvalue { i64, i1 } %9, 1
  %result = select i1 %overflows, i64 -1, i64 %product
  ret i64 %result
}
