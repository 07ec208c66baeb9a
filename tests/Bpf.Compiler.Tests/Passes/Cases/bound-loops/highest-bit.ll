; The number of a highest bit without an instruction that counts zeros. The loop ends when the bit is all that is left.
declare i32 @llvm.ctpop.i32(i32)

define i32 @f(i32 %x) {
entry:
  br label %loop

loop:
  %mask = phi i32 [ %x, %entry ], [ %rest, %loop ]
  %s1 = lshr i32 %mask, 1
  %s2 = or i32 %s1, %mask
  %s3 = lshr i32 %s2, 2
  %s4 = or i32 %s3, %s2
  %s5 = lshr i32 %s4, 4
  %s6 = or i32 %s5, %s4
  %s7 = lshr i32 %s6, 8
  %s8 = or i32 %s7, %s6
  %s9 = lshr i32 %s8, 16
  %s10 = or i32 %s8, %s9
  %s11 = or i32 %s10, 1
  %count = call i32 @llvm.ctpop.i32(i32 %s11)
  %place = add i32 %count, -1
  %bit = shl i32 1, %place
  %rest = xor i32 %bit, %mask
  %isLast = icmp eq i32 %bit, %mask
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %place
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
  %s1 = lshr i32 %2, 1
  %s2 = or i32 %s1, %2
  %s3 = lshr i32 %s2, 2
  %s4 = or i32 %s3, %s2
  %s5 = lshr i32 %s4, 4
  %s6 = or i32 %s5, %s4
  %s7 = lshr i32 %s6, 8
  %s8 = or i32 %s7, %s6
  %s9 = lshr i32 %s8, 16
  %s10 = or i32 %s8, %s9
  %s11 = or i32 %s10, 1
  %count = call i32 @llvm.ctpop.i32(i32 %s11)
  %place = add i32 %count, -1
  %bit = shl i32 1, %place
  %rest = xor i32 %bit, %2
  %isLast = icmp eq i32 %bit, %2
  br i1 %isLast, label %end, label %4

4:
  %5 = icmp eq i64 %1, 34
  br i1 %5, label %end, label %loop

end:
  ret i32 %place
}
