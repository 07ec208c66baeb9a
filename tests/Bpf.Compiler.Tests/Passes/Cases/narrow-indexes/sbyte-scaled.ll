; Of eight bits with their sign.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %up = shl i32 %low, 24
  %byte = ashr exact i32 %up, 24
  %fits = icmp sgt i32 %byte, -1
  br i1 %fits, label %inside, label %outside

inside:
  %top = shl i64 %x, 56
  %index = ashr exact i64 %top, 53
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after narrow-indexes
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %1 = trunc i64 %x to i32
  %2 = shl i32 %1, 24
  %3 = ashr i32 %2, 24
  %4 = call i32 asm "$0 = $0", "=w,0"(i32 %3)
  %5 = sext i32 %4 to i64
  %fits = icmp sgt i32 %4, -1
  br i1 %fits, label %inside, label %outside

inside:
  %6 = shl i64 %5, 3
  %address = getelementptr i8, ptr %table, i64 %6
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
