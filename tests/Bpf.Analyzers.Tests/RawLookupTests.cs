namespace Bpf.Analyzers.Tests;

/// <summary>BPF0418: pointers that a helper returns, which may be null.</summary>
public class RawLookupTests
{
    [Fact]
    public Task PointerIsNotTested() => Verify.Program("ulong* hits = (ulong*)BpfHelpers.MapLookupElem(Map, &size); *{|BPF0418:hits|} += 1;");

    [Fact]
    public Task PointerIsTested() => Verify.Program("ulong* hits = (ulong*)BpfHelpers.MapLookupElem(Map, &size); if (hits != null) *hits += 1;");
}
