namespace Bpf.Shared;

/// <summary>Full names of the attributes that say what declarations are, apart from those of programs, which <see cref="ProgramKinds"/> has.</summary>
internal static class AttributeNames
{
    /// <summary><c>[BpfObject]</c>.</summary>
    public const string Object = "Bpf.BpfObjectAttribute";

    /// <summary><c>[BpfMap]</c>.</summary>
    public const string Map = "Bpf.BpfMapAttribute";

    /// <summary><c>[StructOps]</c>.</summary>
    public const string StructOps = "Bpf.StructOpsAttribute";

    /// <summary><c>[StructOpsMember]</c>.</summary>
    public const string StructOpsMember = "Bpf.StructOpsMemberAttribute";

    /// <summary><c>[KernelSymbol]</c>.</summary>
    public const string KernelSymbol = "Bpf.KernelSymbolAttribute";

    /// <summary><c>[KernelStruct]</c>.</summary>
    public const string KernelStruct = "Bpf.KernelStructAttribute";

    /// <summary><c>[KernelField]</c>.</summary>
    public const string KernelField = "Bpf.KernelFieldAttribute";

    /// <summary><c>[KernelEnum]</c>.</summary>
    public const string KernelEnum = "Bpf.KernelEnumAttribute";

    /// <summary><c>[Kconfig]</c>.</summary>
    public const string Kconfig = "Bpf.KconfigAttribute";

    /// <summary><c>[BpfKfunc]</c>.</summary>
    public const string KernelFunction = "Bpf.BpfKfuncAttribute";

    /// <summary><c>[BpfCalls]</c>.</summary>
    public const string Calls = "Bpf.BpfCallsAttribute";

    /// <summary><c>[BpfIntrinsic]</c>.</summary>
    public const string Intrinsic = "Bpf.BpfIntrinsicAttribute";

    /// <summary><c>[BpfHelper]</c>.</summary>
    public const string Helper = "Bpf.BpfHelperAttribute";

    /// <summary><c>[BpfNode]</c>.</summary>
    public const string Node = "Bpf.BpfNodeAttribute";

    /// <summary><c>[BpfNodeOffset]</c>.</summary>
    public const string NodeOffset = "Bpf.BpfNodeOffsetAttribute";

    /// <summary><c>[BpfGlobalFunc]</c>.</summary>
    public const string GlobalFunction = "Bpf.BpfGlobalFuncAttribute";

    /// <summary>Of a type of the vocabulary: the name that it has in BTF.</summary>
    public const string BtfName = "Bpf.BtfNameAttribute";
}
