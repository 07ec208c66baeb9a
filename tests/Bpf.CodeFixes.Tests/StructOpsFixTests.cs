using static Bpf.CodeFixes.Tests.Fix;

namespace Bpf.CodeFixes.Tests;

/// <summary>Fixes of classes with <c>[StructOps]</c>.</summary>
public sealed class StructOpsFixTests
{
    [Fact]
    public Task Static() => Verify<StaticStructOpsFix>(
        Owner("// Kept.\n    [StructOps(\"tcp_congestion_ops\")] class {|BPF0450:One|} { static uint Ssthresh(sock* socket) => 2; }\n    [StructOps(\"tcp_congestion_ops\")] public class {|BPF0450:Two|} { static uint Ssthresh(sock* socket) => 2; }"),
        Owner("// Kept.\n    [StructOps(\"tcp_congestion_ops\")] static class One { static uint Ssthresh(sock* socket) => 2; }\n    [StructOps(\"tcp_congestion_ops\")] public static class Two { static uint Ssthresh(sock* socket) => 2; }"));

    [Fact]
    public Task NoClassWithInstanceMembersIsMadeStatic() => VerifyNone<StaticStructOpsFix>(
        Owner("[StructOps(\"tcp_congestion_ops\")] class {|BPF0450:One|} { static uint Ssthresh(sock* socket) => 2; int _count; }"));

    [Fact]
    public Task Result() => Verify<StructOpsResultFix>(
        Owner("[StructOps(\"tcp_congestion_ops\")] static class One\n    {\n        // Kept.\n        static ulong {|BPF0454:SndbufExpand|}(sock* socket) => 2;\n        static byte {|BPF0454:Ssthresh|}(sock* socket)\n        {\n            return 3;\n        }\n    }"),
        Owner("[StructOps(\"tcp_congestion_ops\")] static class One\n    {\n        // Kept.\n        static uint SndbufExpand(sock* socket) => 2;\n        static uint Ssthresh(sock* socket)\n        {\n            return 3;\n        }\n    }"));

    // The body has to change as well.
    [Theory]
    [InlineData("static void {|BPF0454:MinTsoSegs|}(sock* socket) { }")]
    [InlineData("static int {|BPF0454:CongAvoid|}(sock* socket) => 2;")]
    [InlineData("static ulong {|BPF0454:SndbufExpand|}(sock* socket) => (ulong)socket;")]
    public Task NoResultThatDoesNotCompile(string member) => VerifyNone<StructOpsResultFix>(
        Owner($"[StructOps(\"tcp_congestion_ops\")] static class One {{ {member} }}"));

    private static string Owner(string members) => $$"""
        using Bpf.Vmlinux;

        [BpfObject(License = "GPL")]
        static unsafe class Sample
        {
            {{members}}
        }
        """;
}
