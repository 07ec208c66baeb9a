namespace Bpf.Objects.Relocations;

/// <summary>One step of an access path.</summary>
/// <param name="TypeId">Struct or union with the member, or type of the array element.</param>
/// <param name="Index">Index of the member or element.</param>
/// <param name="NameOffset">Name of the member or enumerator; 0 for array elements and the root.</param>
internal readonly record struct CoreAccess(uint TypeId, int Index, uint NameOffset)
{
    public bool IsNamed => NameOffset != 0;
}
