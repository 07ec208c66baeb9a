using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>One <c>[BpfObject]</c> class and what it declares.</summary>
internal sealed class ObjectDeclaration(DefinedType type, string license)
{
    public DefinedType Type { get; } = type;

    /// <summary>Full name of the class, which names the object file.</summary>
    public string Name => Type.FullName;

    public string License { get; } = license;

    public bool IsGplCompatible => KernelLicense.IsGplCompatible(License);

    public List<ProgramDeclaration> Programs { get; } = [];

    public List<MapDeclaration> Maps { get; } = [];

    /// <summary>Static fields that are plain data, in order of declaration.</summary>
    public List<FieldDesc> Globals { get; } = [];
}
