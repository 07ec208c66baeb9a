namespace Bpf.Shared;

/// <summary>The meaning of a program method's parameters after its context.</summary>
internal enum ProgramArguments
{
    /// <summary>No parameters but the context.</summary>
    None,

    /// <summary>The probed function's arguments, from the registers of the calling convention.</summary>
    FunctionArguments,

    /// <summary>One parameter: the probed function's return value.</summary>
    ReturnValue,

    /// <summary>The arguments of a USDT probe, located by its argument specification.</summary>
    UsdtArguments,

    /// <summary>The arguments of a kernel function, tracepoint or hook in the order of its C prototype, one in each word of the context.</summary>
    KernelArguments,

    /// <summary>
    /// The arguments of a tracepoint in the order of its C prototype, one in each word of the context. The verifier does not know the types of pointers.
    /// </summary>
    RawArguments,

    /// <summary>The arguments of a system call, from the registers of the process that the kernel's function gets.</summary>
    SystemCallArguments,

    /// <summary>
    /// The arguments of a system call, from its record at entry, one in each word after the header and the number (kernel/trace/trace_syscalls.c).
    /// </summary>
    RecordedArguments,

    /// <summary>One parameter: the result of a system call, from its record at exit, after the header and the number.</summary>
    RecordedResult,

    /// <summary>The members of an iterator's context (<c>struct bpf_iter__task</c> and its siblings) after <c>meta</c>, each in a word of its own.</summary>
    IteratorMembers,

    /// <summary>The parameters of the function that the program replaces, context included, in the registers of BPF functions.</summary>
    ReplacedFunction,

    /// <summary>One parameter by <c>ref</c> or <c>in</c>: the context itself, as a user-defined struct.</summary>
    ContextStruct,
}
