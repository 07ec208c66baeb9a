namespace Bpf.Objects.Verifier.Reasons;

/// <summary>Arithmetic with pointers and numbers.</summary>
internal static class ArithmeticReasons
{
    public static readonly RefusalReason[] All =
    [
        new("R* pointer arithmetic on * prohibited, null-check it first",
            "A pointer that may be null is changed before it was compared with null.", "Compare it with null first.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Use the reference only where TryGetRef or TryReserve has returned true.",
        },
        new("R* pointer arithmetic on map_ptr prohibited", "A number is added to the map itself.", "Look up a value first."),
        new("R* pointer arithmetic on pkt_end prohibited", "A number is added to the end of the packet.", "Add it to the beginning and compare."),
        new("R* pointer arithmetic on ctx prohibited", "A number that is not constant is added to the context.", "Use the members of the context."),
        new("R* pointer arithmetic on * prohibited", "A pointer of the kind '{1}' cannot be moved.", "Use it as it is."),
        new("math between pkt pointer and register with unbounded min value is not allowed",
            "A number that may be very negative is added to a pointer into the packet.",
            "Limit the offset first to less than a packet can have, 65,535 bytes, for instance with a mask.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Limit the offset first to less than a packet can have, 65,535 bytes, for instance with a mask: offset & 0xfff.",
        },
        new("value * makes pkt pointer be out of bounds", "With the number {0} added, the pointer is far outside the packet.",
            "Limit the offset first to less than a packet can have, 65,535 bytes, for instance with a mask.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Limit the offset first to less than a packet can have, 65,535 bytes, for instance with a mask: offset & 0xfff.",
        },
        new("math between * pointer and register with unbounded min value is not allowed",
            "A number that may be very negative is added to a pointer.",
            "Limit the number first: use an unsigned type, or compare it with 0 and with the length.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index first: if ((uint)i < (uint)x.Length) … x[i].",
        },
        new("math between * pointer and * is not allowed", "The number {1} is added to a pointer.", "Keep offsets within the object."),
        new("value * makes * pointer be out of bounds", "With the number {0} added, the pointer is far outside its object.",
            "Limit the number right before it is added.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index right before the access: if ((uint)i < (uint)x.Length) … x[i].",
        },
        new("* pointer offset * is not allowed", "The offset {1} of a pointer is too large.", "Keep offsets within the object."),
        new("R* 32-bit pointer arithmetic prohibited", "A pointer is cut to 32 bits.", "Use 64-bit numbers with pointers.")
        {
            InCSharp = "Do not cast pointers to int or uint; use nint or nuint.",
        },
        new("R* partial copy of pointer", "A pointer is cut to 32 bits.", "Use 64-bit variables for pointers.")
        {
            InCSharp = "Do not cast pointers to int or uint; use nint or nuint.",
        },
        new("R* sign-extension part of pointer", "A part of a pointer is extended to 64 bits.", "Use 64-bit variables for pointers."),
        new("R* tried to subtract pointer from scalar", "A pointer is subtracted from a number.", "Subtract the other way around."),
        new("R* subtraction from stack pointer prohibited", "A number is subtracted from an address on the stack.", "Index forward from the beginning of the buffer."),
        new("R* bitwise operator * on pointer prohibited", "A bit operation ({1}) is applied to a pointer.", "Apply it to the number before it becomes part of the address.")
        {
            InCSharp = "Mask the index, not the reference: x[i & 15].",
        },
        new("R* pointer arithmetic with * operator prohibited", "The operator {1} is applied to a pointer.", "Only add and subtract limited numbers."),
        new("R* pointer |= pointer prohibited", "Two pointers that may be null are tested with one test, of which the verifier learns nothing.",
            "Test them one after the other.")
        {
            Class = RefusalClass.Null,
            InCSharp = "Test the results of two lookups with && or one after the other, not with |, and use each reference only where its own lookup has succeeded.",
        },
        new("R* pointer * pointer prohibited", "Two pointers are combined with the operator {1}.", "Only pointers into the same packet can be subtracted."),
        new("R* pointer comparison prohibited", "A pointer is compared with a number or with a pointer of another kind.", "Compare pointers with null only.")
        {
            InCSharp = "Compare with null, or with == after casting both sides to ulong in a program with CAP_PERFMON.",
        },
        new("R* pointer arithmetic prohibited", "Without CAP_PERFMON, pointers cannot be changed like this.", "Load the program with CAP_PERFMON.")
        {
            Class = RefusalClass.Privilege,
        },
        new("R* has unknown scalar with mixed signed bounds", "Without CAP_PERFMON, the number must be limited as a signed and as an unsigned one.",
            "Use unsigned types, or load with CAP_PERFMON.") { Class = RefusalClass.Privilege },
        new("R* tried to * beyond pointer bounds", "Without CAP_PERFMON, the number might move the pointer out of its object.", "Load the program with CAP_PERFMON.")
        {
            Class = RefusalClass.Privilege,
        },
        new("R* tried to * from different maps, paths or scalars", "Without CAP_PERFMON, one instruction cannot work on pointers of different kinds.",
            "Load the program with CAP_PERFMON.") { Class = RefusalClass.Privilege },
        new("same insn cannot be used with different pointers",
            "One instruction accesses different kinds of memory, depending on the path.",
            "Write the access once for each kind of memory, in separate branches.") { Class = RefusalClass.Memory },
        new("same insn cannot be used with and without arena pointer", "One instruction accesses an arena on one path and other memory on another.",
            "Write the access once for each, in separate branches.") { Class = RefusalClass.Memory },
        new("div by zero", "The program divides by the constant zero.", "Divide by another number."),
        new("invalid shift *", "A number is shifted by {0} bits, which is more than it has.", "Shift by fewer bits than the type has."),
        new("R* unbounded size, use 'var &= const' or 'if (var < const)'", "The size that a helper gets has no upper limit.", "Compare the size with that of the buffer first.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Slice the span first: buffer[..Math.Min(length, buffer.Length)].",
        },
        new("R* unbounded memory access, use 'var &= const' or 'if (var < const)'", "The size that a helper gets has no upper limit.",
            "Compare the size with that of the buffer first.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Slice the span first: buffer[..Math.Min(length, buffer.Length)].",
        },
        new("R* min value is negative, either use unsigned or 'var &= const'", "The size that a helper gets may be negative.",
            "Use an unsigned number, or test it.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Test the length: if ((uint)length <= (uint)buffer.Length), or keep it in a uint.",
        },
        new("R* memory size * is too large", "A helper gets a size of {1} bytes.", "Pass the size of the buffer.") { Class = RefusalClass.Argument },
        new("memory, len pair leads to invalid memory access", "The length that a function of the kernel gets is larger than the memory.", "Pass the size of the memory.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the length against the span before the call.",
        },
    ];
}
