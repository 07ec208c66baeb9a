; The bit is cleared by its number, and the loop may end before.
declare i64 @llvm.cttz.i64(i64, i1)

define i64 @f(i64 %x, i64 %limit) {
entry:
  br label %loop

loop:
  %mask = phi i64 [ %x, %entry ], [ %rest, %more ]
  %place = call i64 @llvm.cttz.i64(i64 %mask, i1 false)
  %isFar = icmp ugt i64 %place, %limit
  br i1 %isFar, label %end, label %more

more:
  %bit = shl i64 1, %place
  %rest = xor i64 %mask, %bit
  %isEmpty = icmp eq i64 %rest, 0
  br i1 %isEmpty, label %end, label %loop

end:
  ret i64 %place
}

; after bound-loops
define i64 @f(i64 %x, i64 %limit) {
entry:
  %0 = call i64 asm "", "=r,0"(i64 0)
  br label %loop

loop:
  %1 = phi i64 [ %0, %entry ], [ %3, %4 ]
  %2 = phi i64 [ %x, %entry ], [ %rest, %4 ]
  %3 = add i64 %1, 1
  %place = call i64 @llvm.cttz.i64(i64 %2, i1 false)
  %isFar = icmp ugt i64 %place, %limit
  br i1 %isFar, label %end, label %more

more:
  %bit = shl i64 1, %place
  %rest = xor i64 %2, %bit
  %isEmpty = icmp eq i64 %rest, 0
  br i1 %isEmpty, label %end, label %4

4:
  %5 = icmp eq i64 %1, 66
  br i1 %5, label %end, label %loop

end:
  ret i64 %place
}
