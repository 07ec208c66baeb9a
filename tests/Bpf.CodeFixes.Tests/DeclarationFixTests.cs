using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of declarations.</summary>
public sealed class DeclarationFixTests
{
    [Fact]
    public Task StaticProgram() => Verify<StaticProgramFix>(
        """
        [BpfObject]
        class Probe
        {
            // Kept.
            [Uprobe("libc:malloc")]
            int {|BPF0001:First|}() => 0;

            [Uprobe("libc:calloc")]
            private int {|BPF0001:Second|}() => 0;
        }
        """,
        """
        [BpfObject]
        class Probe
        {
            // Kept.
            [Uprobe("libc:malloc")]
            static int First() => 0;

            [Uprobe("libc:calloc")]
            private static int Second() => 0;
        }
        """);

    [Fact]
    public Task ReturnType() => Verify<ReturnTypeFix>(
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static {|BPF0003:long|} OnMalloc() => 0;
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc() => 0;
        }
        """);

    [Fact]
    public Task PartialContainers() => Verify<PartialContainerFix>(
        """
        class Outer
        {
            public struct Inner
            {
                [BpfObject]
                static class {|BPF0009:Probe|} { [Uprobe("libc:malloc")] static int OnMalloc() => 0; }
            }
        }
        namespace Bpf.Runtime { class BpfObject; }
        """,
        """
        partial class Outer
        {
            public partial struct Inner
            {
                [BpfObject]
                static class Probe { [Uprobe("libc:malloc")] static int OnMalloc() => 0; }
            }
        }
        namespace Bpf.Runtime { class BpfObject; }
        """);

    [Fact]
    public Task PartialIsNotOfferedInGenericTypes() => VerifyNone<PartialContainerFix>(
        """
        class Outer<T>
        {
            [BpfObject]
            static class {|BPF0009:Probe|} { [Uprobe("libc:malloc")] static int {|BPF0002:OnMalloc|}() => 0; }
        }
        namespace Bpf.Runtime { class BpfObject; }
        """);

    [Fact]
    public Task ContextFirst() => Verify<ContextFirstFix>(
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(int a, long b, UprobeContext {|BPF0013:context|}) => 0;
        }
        """,
        """
        [BpfObject]
        static class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc(UprobeContext context, int a, long b) => 0;
        }
        """);

    [Theory]
    [InlineData("[BpfObject]", "[BpfObject(License = \"GPL\")]")]
    [InlineData("[BpfObject(License = \"MIT\", Name = \"x\")]", "[BpfObject(License = \"GPL\", Name = \"x\")]")]
    public Task License(string before, string after) => Verify<LicenseFix>(
        $$"""
        {{before}}
        static unsafe class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc() => (int){|BPF0017:BpfHelpers.GetCurrentTask()|};
        }
        """,
        $$"""
        {{after}}
        static unsafe class Probe
        {
            [Uprobe("libc:malloc")]
            static int OnMalloc() => (int)BpfHelpers.GetCurrentTask();
        }
        """);

    [Fact]
    public Task ObjectAttribute() => Verify<ObjectAttributeFix>(
        """
        namespace Probes
        {
            /// <summary>Kept.</summary>
            static class Probe
            {
                [Uprobe("libc:malloc")]
                static int {|BPF0020:OnMalloc|}() => 0;
            }
        }
        """,
        """
        namespace Probes
        {
            /// <summary>Kept.</summary>
            [BpfObject]
            static class Probe
            {
                [Uprobe("libc:malloc")]
                static int OnMalloc() => 0;
            }
        }
        """);

    [Fact]
    public Task MapModifiers() => Verify<MapModifiersFix>(
        """
        [BpfObject]
        class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => 0;

            [BpfMap(MaxEntries = 1)]
            BpfArray<int> {|BPF0300:First|} = new();

            [BpfMap(MaxEntries = 1)]
            internal static BpfArray<int> {|BPF0300:Second|} = new();
        }
        """,
        """
        [BpfObject]
        class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => 0;

            [BpfMap(MaxEntries = 1)]
            static readonly BpfArray<int> First = new();

            [BpfMap(MaxEntries = 1)]
            internal static readonly BpfArray<int> Second = new();
        }
        """);

    [Fact]
    public Task MapAttribute() => Verify<MapAttributeFix>(
        """
        [BpfObject]
        class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => 0;

            static readonly BpfArray<int> {|BPF0303:Counts|} = new();

            // Kept.
            static readonly BpfRingBuffer<int> {|BPF0303:Events|} = new();

            static readonly BpfTaskStorage<int> {|BPF0303:Tasks|} = new();

            static readonly BpfPerfEventArray<int> {|BPF0303:PerCpu|} = new();
        }
        """,
        """
        [BpfObject]
        class Probe
        {
            [Uprobe("libc:malloc")] static int OnMalloc() => 0;

            [BpfMap(MaxEntries = 1024)]
            static readonly BpfArray<int> Counts = new();

            // Kept.
            [BpfMap(ByteSize = 256 * 1024)]
            static readonly BpfRingBuffer<int> Events = new();

            [BpfMap]
            static readonly BpfTaskStorage<int> Tasks = new();

            [BpfMap]
            static readonly BpfPerfEventArray<int> PerCpu = new();
        }
        """);
}
