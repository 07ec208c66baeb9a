; LLVM 15 compares eight bits where they are at the top of the register.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %up = shl i32 %low, 24
  %fits = icmp slt i32 %up, 1677721600
  br i1 %fits, label %inside, label %outside

inside:
  %top = shl i64 %x, 56
  %index = ashr exact i64 %top, 56
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
  %6 = icmp slt i32 %4, 100
  br i1 %6, label %inside, label %outside

inside:
  %address = getelementptr i8, ptr %table, i64 %5
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
