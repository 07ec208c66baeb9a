namespace Bpf.Objects.Verifier.Reasons;

/// <summary>The stack and registers.</summary>
internal static class StackReasons
{
    public static readonly RefusalReason[] All =
    [
        new("invalid indirect read from stack * off *+* size *",
            "A buffer of {3} bytes is passed to a helper, but its byte {2} was not written on this path; often it is padding.",
            "Set the whole buffer to zero before filling it in.")
        {
            Class = RefusalClass.Uninitialized,
            InCSharp = "Assign default to the struct before its members, and fill in padding: declare fields for it, or order the members by size.",
        },
        new("invalid read from stack * off *+* size *", "A variable of {3} bytes is read, but its byte {2} was not written on this path.",
            "Initialize the variable on every path.") { Class = RefusalClass.Uninitialized },
        new("invalid indirect read from stack off *+* size *",
            "A buffer of {2} bytes is passed to a helper, but its byte {1} was not written on this path; often it is padding.",
            "Set the whole buffer to zero before filling it in.")
        {
            Class = RefusalClass.Uninitialized,
            InCSharp = "Assign default to the struct before its members, and fill in padding: declare fields for it, or order the members by size.",
        },
        new("invalid read from stack off *+* size *", "A variable is read of which byte {1} was not written on this path.", "Initialize the variable on every path.")
        {
            Class = RefusalClass.Uninitialized,
        },
        new("invalid read from stack R* var_off * size *", "A buffer is read at a variable offset, and not all of it was written.", "Initialize the whole buffer.")
        {
            Class = RefusalClass.Uninitialized,
            InCSharp = "stackalloc does not clear memory here unless it is asked to: call Clear() on the span first.",
        },
        new("invalid unbounded variable-offset* stack R*", "A buffer on the stack is accessed at an offset without an upper limit.",
            "Compare the index with the length right before the access.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index: if ((uint)i < (uint)buffer.Length) … buffer[i].",
        },
        new("invalid variable-offset* stack R*", "A buffer on the stack is accessed at an offset that may leave it.",
            "Compare the index with the length right before the access.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Test the index: if ((uint)i < (uint)buffer.Length) … buffer[i], or mask it.",
        },
        new("invalid write to stack R* off=* size=*", "A helper is told to write {2} bytes at offset {1} of the stack, which is outside the buffer.",
            "Pass the size of the buffer.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Pass a span, which brings its length along.",
        },
        new("invalid indirect access to stack R* off=* size=*", "A helper is told to use {2} bytes at offset {1} of the stack, which is outside the buffer.",
            "Pass the size of the buffer.")
        {
            Class = RefusalClass.Bounds,
            InCSharp = "Pass a span, which brings its length along.",
        },
        new("invalid read from stack R* off=* size=*", "The read at offset {1} leaves the stack.", "Access only the bytes of the variable."),
        new("invalid stack R* off=* size=*", "The access at offset {1} leaves the stack, which has 512 bytes.", "Access only the bytes of the variable."),
        new("variable stack access prohibited for !root", "Without CAP_PERFMON, the stack can only be accessed at constant offsets.",
            "Load the program with CAP_PERFMON, or use constant indexes.") { Class = RefusalClass.Privilege },
        new("variable offset stack access prohibited for !root", "Without CAP_PERFMON, the stack can only be accessed at constant offsets.",
            "Load the program with CAP_PERFMON, or use constant indexes.") { Class = RefusalClass.Privilege },
        new("uninit stack in range of var-offset write prohibited for !root", "Without CAP_PERFMON, a variable index needs a buffer that was written before.",
            "Clear the buffer first.") { Class = RefusalClass.Privilege },
        new("spilled ptr in range of var-offset stack write", "A store at a variable index may overwrite a pointer on the stack.",
            "Check the index against the length of the buffer right before the store."),
        new("variable offset stack pointer cannot be passed into helper function", "A buffer at a variable offset of the stack is passed to a helper.",
            "Pass a buffer that begins at a constant offset."),
        new("attempt to corrupt spilled pointer on stack", "A part of a pointer on the stack is overwritten.", "Write the variable as a whole."),
        new("leaking pointer from stack off *", "A part of a pointer is read as a number.", "Do not read the bytes of pointers."),
        new("cannot spill pointers to stack into stack frame of the caller", "A function stores a pointer into a variable of its caller.",
            "Return the pointer instead.")
        {
            InCSharp = "Return the reference instead of setting it through ref or out of a method that is not inlined.",
        },
        new("cannot return stack pointer to the caller", "A function returns the address of one of its own variables.", "Let the caller pass the memory."),
        new("invalid size of register spill", "A pointer is stored in fewer than 8 bytes.", "Store it as a whole."),
        new("invalid size of register fill", "Fewer than 8 bytes of a pointer are read.", "Read it as a whole."),
        new("slot poisoned by dead code elimination", "The verifier removed the store of a variable that is read here.",
            "Simplify the code around the variable, and report it to the authors of the compiler."),
        new("combined stack size of * calls is *. Too large", "The stacks of a chain of {0} calls need {1} bytes; 512 are allowed.",
            "Make variables smaller, or keep large ones in a map.")
        {
            Class = RefusalClass.StackDepth,
            InCSharp = "Keep large buffers in a per-CPU array: BpfPerCpuArray<T> with MaxEntries = 1.",
        },
        new("combined stack size of * calls", "The stacks of a chain of {0} calls need more than 512 bytes.", "Make variables smaller, or keep large ones in a map.")
        {
            Class = RefusalClass.StackDepth,
        },
        new("stack depth * exceeds *", "A function needs {0} bytes of stack.", "Make variables smaller, or keep large ones in a map.")
        {
            Class = RefusalClass.StackDepth,
        },
        new("the call stack of * frames is too deep", "More than {0} functions call each other.", "Let fewer functions be called from each other.")
        {
            Class = RefusalClass.StackDepth,
            InCSharp = "Mark small methods with [MethodImpl(MethodImplOptions.AggressiveInlining)].",
        },
        new("frame pointer is read only", "The program writes to R10.", "Compile the program with a compiler for BPF.") { Class = RefusalClass.Form },
        new("R* !read_ok",
            "A value is used that was not set on this path, or that a call has destroyed.",
            "Set the variable on every path, and return a value from every path.") { Class = RefusalClass.Uninitialized },
        new("R* is invalid", "The instruction names a register that does not exist.", "Compile the program with a compiler for BPF.")
        {
            Class = RefusalClass.Form,
        },
        new("invalid zero-sized read", "A helper is told to read no bytes.", "Make sure that the size is at least 1.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Test the length first: if (length > 0 && length <= buffer.Length).",
        },
        new("R* invalid zero-sized read", "A helper is told to read no bytes.", "Make sure that the size is at least 1.")
        {
            Class = RefusalClass.Argument,
            InCSharp = "Test the length first: if (length > 0 && length <= buffer.Length).",
        },
    ];
}
