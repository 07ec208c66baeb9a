using System.Runtime.InteropServices;
using System.Text;
using Bpf.Compiler;
using Bpf.Testing;

namespace Bpf.Benchmarks.Attach;

/// <summary>Objects whose programs count their runs in s_hits: OnCall, and any number of others.</summary>
internal static class ProbeObject
{
    public static byte[] Compile(int more = 0)
    {
        StringBuilder source = new("[BpfObject(License = \"GPL\")] public static class Probes {\nstatic ulong s_hits;\n");
        source.Append("[Uprobe] public static int OnCall(UprobeContext context) { Interlocked.Increment(ref s_hits); return 0; }\n");
        for (int i = 0; i < more; i++)
        {
            source.Append($"[Uprobe] public static int On{i}(UprobeContext context) {{ Interlocked.Increment(ref s_hits); return 0; }}\n");
        }

        source.Append('}');
        return BpfSource.CompileObjects(source.ToString(), architectures: RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? TargetArchitecture.Arm64 : TargetArchitecture.X64)[0].Bytes.ToArray();
    }
}
