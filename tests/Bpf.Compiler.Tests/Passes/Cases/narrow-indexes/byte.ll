; Of eight bits that were compared.
define i8 @f(ptr %table, ptr %source) {
  %x = load i64, ptr %source, align 8
  %low = trunc i64 %x to i32
  %byte = and i32 %low, 255
  %fits = icmp ult i32 %byte, 100
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %x, 255
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
  %2 = and i32 %1, 255
  %3 = call i32 asm "$0 = $0", "=w,0"(i32 %2)
  %4 = zext i32 %3 to i64
  %fits = icmp ult i32 %3, 100
  br i1 %fits, label %inside, label %outside

inside:
  %index = and i64 %4, 255
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
