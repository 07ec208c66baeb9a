using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.CodeGen;

/// <summary>A method that is part of the object.</summary>
internal sealed class FunctionInfo
{
    /// <summary>Name in the object.</summary>
    public required string Name { get; init; }

    public required MethodDesc Method { get; init; }

    public required LLVMValueRef Value { get; init; }

    public required LLVMTypeRef Type { get; init; }

    /// <summary>The debug metadata; null metadata for methods that are always part of their caller.</summary>
    public required LLVMMetadataRef Subprogram { get; init; }

    /// <summary>Set for the entry function of a program.</summary>
    public ProgramDeclaration? Program { get; init; }

    /// <summary>The parameters, by their index in the LLVM function, that refer to the context of the program.</summary>
    public IReadOnlyDictionary<int, ContextParameter> Contexts { get; init; } = new Dictionary<int, ContextParameter>();

    /// <summary>True for a function whose address a helper gets.</summary>
    public bool IsCallback { get; init; }

    /// <summary>True for a function that the verifier checks by itself.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>True for a method that the user wants to stay a function.</summary>
    public bool IsKeptApart => Method.ImplementationFlags.HasFlag(System.Reflection.MethodImplAttributes.NoInlining);

    /// <summary>True when a check of the framework in the body, or in what it calls, may fail.</summary>
    public bool MayThrow { get; set; }

    /// <summary>True when the body makes addresses that nothing checks: with pointers, or what <c>Unsafe</c> and <c>MemoryMarshal</c> offer.</summary>
    public bool MakesAddresses { get; set; }

    /// <summary>The kernel wants a number from every function that it calls.</summary>
    public bool ReturnsZeroForVoid => Program is not null || IsCallback;

    /// <summary>The function whose body first mentioned this one.</summary>
    public FunctionInfo? RequestedBy { get; init; }

    /// <summary>IL offset of that mention.</summary>
    public int RequestedAt { get; init; }

    /// <summary>The functions that the body calls, with the place of the first call.</summary>
    public Dictionary<FunctionInfo, SourceLocation?> Callees { get; } = [];

    /// <summary>The kernel helpers that the body calls.</summary>
    public List<(int Id, SourceLocation? Location)> Helpers { get; } = [];

    /// <summary>The kernel functions that the body calls and cannot do without.</summary>
    public List<(string Name, SourceLocation? Location)> KernelFunctions { get; } = [];

    /// <summary>True for methods of the user's own assemblies.</summary>
    public bool IsUserCode => !Method.Module.IsFramework && !Method.Module.IsVocabulary;
}
