; The end of a loop is the least of the low half of a word and a constant.
define void @f(ptr %source, ptr %sum) {
entry:
  %word = load i64, ptr %source, align 8
  %half = trunc i64 %word to i32
  %end = call i32 @llvm.umin.i32(i32 %half, i32 24)
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  store volatile i32 %i, ptr %sum, align 4
  %next = add i32 %i, 1
  %isMore = icmp ugt i32 %end, %next
  br i1 %isMore, label %loop, label %done

done:
  ret void
}

declare i32 @llvm.umin.i32(i32, i32)

; after index-bounds
define void @f(ptr %source, ptr %sum) {
entry:
  %word = load i64, ptr %source, align 8
  %half = trunc i64 %word to i32
  %end = call i32 @llvm.umin.i32(i32 %half, i32 24)
  %0 = zext i32 %end to i64
  %1 = call i64 asm "", "=r,0"(i64 %0)
  %2 = icmp ugt i64 %1, 24
  %3 = select i1 %2, i64 24, i64 %1
  %4 = trunc i64 %3 to i32
  br label %loop

loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  store volatile i32 %i, ptr %sum, align 4
  %next = add i32 %i, 1
  %isMore = icmp ugt i32 %4, %next
  br i1 %isMore, label %loop, label %done

done:
  ret void
}
