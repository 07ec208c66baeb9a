namespace Bpf.Symbols.DotNet.Code;

/// <summary>Kinds of stubs, by the runtime's numbers (<c>StubCodeBlockKind</c>).</summary>
internal enum StubKind : uint
{
    Unknown = 0,
    Jump = 1,
    Precode = 2,
    DynamicHelper = 3,
    StubPrecode = 4,
    FixupPrecode = 5,
    VirtualDispatch = 6,
    VirtualResolve = 7,
    VirtualLookup = 8,
    VirtualTable = 9,
    CallThunk = 0x13,
}
