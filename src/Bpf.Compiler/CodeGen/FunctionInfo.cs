using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>A method compiled into the object.</summary>
internal sealed class FunctionInfo
{
    /// <summary>Name in the object.</summary>
    public required string Name { get; init; }

    public required MethodDesc Method { get; init; }

    public required LLVMValueRef Value { get; init; }

    public required LLVMTypeRef Type { get; init; }

    /// <summary>The debug metadata; null metadata for methods that are always inlined.</summary>
    public required LLVMMetadataRef Subprogram { get; init; }

    /// <summary>Set for the entry function of a program.</summary>
    public ProgramDeclaration? Program { get; init; }

    /// <summary>The parameters, by their index in the LLVM function, that refer to the context of the program.</summary>
    public IReadOnlyDictionary<int, ContextParameter> Contexts { get; init; } = new Dictionary<int, ContextParameter>();

    /// <summary>True for a function whose address is passed to a helper.</summary>
    public bool IsCallback { get; init; }

    /// <summary>True for the callback of a work queue, which may sleep.</summary>
    public bool IsWorkCallback { get; set; }

    /// <summary>Bytes from the start of the objects that the parameters refer to, to where the arguments of the kernel point.</summary>
    public long ArgumentShift { get; init; }

    /// <summary>True for a global function, which the verifier checks separately.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>True for a method that the user does not want to be inlined.</summary>
    public bool IsKeptApart => Method.ImplementationFlags.HasFlag(System.Reflection.MethodImplAttributes.NoInlining);

    /// <summary>True when a framework check in the body, or in a callee, may fail.</summary>
    public bool MayThrow { get; set; }

    /// <summary>True when the body makes unchecked addresses: with pointers, <c>Unsafe</c> or <c>MemoryMarshal</c>.</summary>
    public bool MakesAddresses { get; set; }

    /// <summary>True for a function called by the kernel, which expects a number even from a void method.</summary>
    public bool ReturnsNumberForVoid => Program is not null || IsCallback;

    /// <summary>That number.</summary>
    public int VoidResult => Program?.Kind.Verdict.Default ?? 0;

    /// <summary>The function that first referred to this one.</summary>
    public FunctionInfo? RequestedBy { get; init; }

    /// <summary>IL offset of that reference.</summary>
    public int RequestedAt { get; init; }

    /// <summary>The functions that the body calls, with the location of the first call.</summary>
    public Dictionary<FunctionInfo, SourceLocation?> Callees { get; } = [];

    /// <summary>The functions that the body calls in a <c>try</c> with a <c>finally</c>, with the location of the first call.</summary>
    public Dictionary<FunctionInfo, SourceLocation?> GuardedCallees { get; } = [];

    /// <summary>Whether the body ends the program with an exception.</summary>
    public bool Aborts { get; set; }

    /// <summary>The kernel helpers that the body calls.</summary>
    public List<(int Id, SourceLocation? Location)> Helpers { get; } = [];

    /// <summary>The kernel functions that the body calls unconditionally.</summary>
    public List<(string Name, SourceLocation? Location)> KernelFunctions { get; } = [];

    /// <summary>Places where the body reads a field of a kernel struct without a helper.</summary>
    public List<SourceLocation?> DirectReads { get; } = [];

    /// <summary>Places where the body writes a field of a kernel struct.</summary>
    public List<SourceLocation?> DirectWrites { get; } = [];

    /// <summary>True for methods of the user's own assemblies.</summary>
    public bool IsUserCode => !Method.Module.IsFramework && !Method.Module.IsVocabulary;
}
