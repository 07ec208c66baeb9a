using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>One <c>[BpfObject]</c> class and its declarations.</summary>
internal sealed class ObjectDeclaration(DefinedType type, string license)
{
    public DefinedType Type { get; } = type;

    /// <summary>Full name of the class, also the name of the object file.</summary>
    public string Name => Type.FullName;

    public string License { get; } = license;

    public bool IsGplCompatible => KernelLicense.IsGplCompatible(License);

    public List<ProgramDeclaration> Programs { get; } = [];

    public List<MapDeclaration> Maps { get; } = [];

    /// <summary>The tables of functions for the kernel; their programs are also in <see cref="Programs"/>.</summary>
    public List<StructOpsDeclaration> StructOps { get; } = [];

    /// <summary>Static fields that are plain data, in order of declaration.</summary>
    public List<FieldDesc> Globals { get; } = [];

    /// <summary>The names of <see cref="Globals"/> in the object, by their names in C#; set once all declarations are known.</summary>
    public Dictionary<string, string> VariableNames
        => field ??= Bpf.Shared.VariableNames.Of(
            Globals.Select(GlobalData.NameOf),
            [.. Maps.Select(static map => map.Name), .. Programs.Select(static program => program.Name), .. StructOps.Select(static table => table.Name)]);
}
