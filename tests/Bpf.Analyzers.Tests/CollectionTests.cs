using Microsoft.CodeAnalysis.Testing;
using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>Lists, trees and references to objects.</summary>
public sealed class CollectionTests
{
    private const string Nodes = "struct None { public int X; } struct One { public int X; public BpfListNode L; } "
        + "struct Two { public BpfListNode A; public BpfListNode B; public BpfTreeNode T; } ";

    [Theory]
    [InlineData("BpfList<One> Items;")]
    [InlineData("BpfTree<Two> Items;")]
    [InlineData("[BpfNode(nameof(Two.B))] public BpfList<Two> Items;")]
    [InlineData("[BpfNode(nameof(One.L))] public BpfList<One> Items;")]
    public Task NodesAreFound(string field)
        => Object(Nodes + $"struct Q {{ public BpfSpinLock Lock; {field} }} static Q s_q; [BpfMap(MaxEntries = 1)] static readonly BpfArray<Q> Map = new();");

    [Theory]
    [InlineData("BpfList<None> {|#0:Items|};", "'None' has no field of type BpfListNode; add one")]
    [InlineData("BpfTree<One> {|#0:Items|};", "'One' has no field of type BpfTreeNode; add one")]
    [InlineData("BpfList<Two> {|#0:Items|};", "'Two' has several fields of type BpfListNode (A, B); choose one with [BpfNode(nameof(Two.A))]")]
    [InlineData("[BpfNode(\"T\")] BpfList<Two> {|#0:Items|};", "'Two' has no field 'T' of type BpfListNode, which [BpfNode] names")]
    public Task BPF0455(string field, string reason) => Object(Nodes + $"struct Q {{ public BpfSpinLock Lock; {field} }}",
        Error("BPF0455", $"'Items' does not know by which field to link its objects: {reason}"));

    [Theory]
    [InlineData("static BpfList<One> {|#0:s_items|};", "BpfList<One>", "BpfList<One>")]
    [InlineData("struct Q { public BpfTree<Two> Items; } static Q {|#0:s_q|};", "Q", "BpfTree<Two>")]
    [InlineData("struct Q { public BpfList<One> Items; } [BpfMap(MaxEntries = 1)] static readonly BpfArray<Q> {|#0:Map|} = new();", "Q", "BpfList<One>")]
    public Task BPF0456(string declaration, string type, string collection) => Object(Nodes + declaration,
        Error("BPF0456", $"'{type}' contains a {collection} but no BpfSpinLock, which programs have to hold to use it; put both into one struct"));

    [Theory]
    [InlineData("static BpfKptr<One> s_one;")]
    [InlineData("struct Q { public BpfSpinLock Lock; public BpfList<One> Items; public long Count; } static Q s_q;")]
    [InlineData("struct Q { public BpfKptr<One> One; } [BpfMap(MaxEntries = 1)] static readonly BpfHashMap<int, Q> Map = new();")]
    public Task RightDeclarations(string declaration) => Object(Nodes + declaration);

    [Theory]
    [InlineData("One copy = {|BPF0313:one.Value|};")]
    [InlineData("{|BPF0313:one.Value|} = default;")]
    [InlineData("one.Value.X = 3; int x = one.Value.X;")]
    public Task Copies(string statement) => Object(Nodes
        + "[TcxIngress] static TrafficControlAction P() { if (BpfOwned.TryNew(out BpfOwned<One> one)) { " + statement + " one.Release(); } return TrafficControlAction.Next; }");

    private static Task Object(string members, params DiagnosticResult[] expected) => Source(
        "using Bpf; [BpfObject(License = \"GPL\")] static unsafe class Probe { " + members + " [SyscallProgram] static int Run() => 0; }", expected);
}
