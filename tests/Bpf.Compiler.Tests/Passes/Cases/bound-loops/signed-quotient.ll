; A division by a constant, made of one of the magnitudes.
declare i32 @llvm.abs.i32(i32, i1)

define i32 @f(i32 %x) {
entry:
  br label %loop

loop:
  %n = phi i32 [ %x, %entry ], [ %rest, %loop ]
  %isNegative = icmp slt i32 %n, 0
  %magnitude = call i32 @llvm.abs.i32(i32 %n, i1 false)
  %quotient = udiv i32 %magnitude, 7
  %negated = sub i32 0, %quotient
  %rest = select i1 %isNegative, i32 %negated, i32 %quotient
  %isLast = icmp slt i32 %rest, 1
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %n
}

; after bound-loops
define i32 @f(i32 %x) {
entry:
  %0 = call i64 asm "", "=r,0"(i64 0)
  br label %loop

loop:
  %1 = phi i64 [ %0, %entry ], [ %3, %4 ]
  %2 = phi i32 [ %x, %entry ], [ %rest, %4 ]
  %3 = add i64 %1, 1
  %isNegative = icmp slt i32 %2, 0
  %magnitude = call i32 @llvm.abs.i32(i32 %2, i1 false)
  %quotient = udiv i32 %magnitude, 7
  %negated = sub i32 0, %quotient
  %rest = select i1 %isNegative, i32 %negated, i32 %quotient
  %isLast = icmp slt i32 %rest, 1
  br i1 %isLast, label %end, label %4

4:
  %5 = icmp eq i64 %1, 12
  br i1 %5, label %end, label %loop

end:
  ret i32 %2
}
