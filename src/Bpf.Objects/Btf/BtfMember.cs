namespace Bpf.Objects.Btf;

/// <summary>A member of a struct or union.</summary>
/// <param name="NameOffset">Name in the string section; 0 for an anonymous member.</param>
/// <param name="TypeId">Type of the member.</param>
/// <param name="BitOffset">Distance from the start of the struct in bits.</param>
/// <param name="BitFieldSize">Width in bits; 0 when the member is not a bit field or is an old-style one.</param>
internal readonly record struct BtfMember(uint NameOffset, uint TypeId, uint BitOffset, uint BitFieldSize);
