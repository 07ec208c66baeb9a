namespace Bpf.Differential.Tests.RandomStores;

/// <summary>A static field of a random program.</summary>
/// <param name="Name">Name, with <see cref="RandomPrograms.RandomMethod.Prefix"/>.</param>
/// <param name="Type">Type of the field, or of the elements.</param>
/// <param name="Kind">The kind.</param>
/// <param name="IsElsewhere">Whether it is in a different class than the programs.</param>
/// <param name="Declaration">Modifiers, type, name and initializer; for a map, those of the BPF declaration.</param>
internal sealed record StoreMember(string Name, string Type, StoreMemberKind Kind, bool IsElsewhere, string Declaration)
{
    public const int ArrayLength = 8;
    public const int MapLength = 4;

    /// <summary>How statements name it.</summary>
    public string Access => IsElsewhere ? $"Elsewhere.{Name}" : Name;

    /// <summary>The declaration for the CLR, where maps are arrays.</summary>
    public string HostDeclaration => Kind == StoreMemberKind.Map ? $"internal static readonly HostArray<{Type}> {Name} = new({MapLength});" : Declaration;

    /// <summary>An expression for its bytes on the CLR.</summary>
    public string Bytes => Kind switch
    {
        StoreMemberKind.Map => $"HostBytes.Of<{Type}>({Access}.Items)",
        StoreMemberKind.Array => $"HostBytes.Of<{Type}>({Access})",
        _ => $"HostBytes.Of(in {Access})",
    };
}
