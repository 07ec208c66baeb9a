namespace Bpf.Symbols.DotNet.Code;

/// <summary>Names of the stubs between methods.</summary>
internal static class StubNames
{
    /// <summary>Returns the name of a kind of stub.</summary>
    public static string Of(StubKind kind) => kind switch
    {
        StubKind.Jump => "jump stub",
        StubKind.Precode or StubKind.StubPrecode or StubKind.FixupPrecode => "method entry stub",
        StubKind.DynamicHelper => "generic lookup stub",
        StubKind.VirtualDispatch or StubKind.VirtualResolve or StubKind.VirtualLookup or StubKind.VirtualTable => "interface dispatch stub",
        StubKind.CallThunk => "call resolution stub",
        _ => "runtime stub",
    };
}
