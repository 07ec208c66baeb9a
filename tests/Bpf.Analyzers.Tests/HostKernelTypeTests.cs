using static Bpf.Analyzers.Tests.Verify;

namespace Bpf.Analyzers.Tests;

/// <summary>BPF0410: types of Bpf.Vmlinux in host code.</summary>
public sealed class HostKernelTypeTests
{
    private const string Source = """
        using Bpf;
        using Bpf.Vmlinux;
        public struct Event { public bpf_map_type {|#0:Type|}; public uint Number; }
        [BpfObject(License = "GPL")] public static unsafe class Maps
        {
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<bpf_map_type, int> {|#1:Counts|} = new();
            [BpfMap(MaxEntries = 4)] static readonly BpfHashMap<uint, int> Numbers = new();
            [SyscallProgram] public static int Count(ref long context)
            {
                bpf_map_type type = Core.Read(in ((bpf_map*)context)->map_type);
                return Core.EnumValueExists(bpf_map_type.BPF_MAP_TYPE_HASH) && type == bpf_map_type.BPF_MAP_TYPE_HASH ? Known((task_struct*)context) : 0;
            }
            static int Known(task_struct* task) { Array16<byte> name = Core.Read(in task->comm); return name[0]; }
            static int Unused(task_struct* task) => Core.Read(in task->tgid);
        }
        static class Host
        {
            static string Name(Event record)
            {
                bpf_map_type {|#2:type = (bpf_map_type)record.Number|};
                return {|#3:System.Enum.GetName(type)|};
            }
            static bool IsHash(Event record) => record.Number == (uint)bpf_map_type.BPF_MAP_TYPE_HASH || record.Number == Constants.IPPROTO_TCP;
        }
        """;

    [Fact]
    public Task ValuesNeedTheAssemblyPointersAndConstantsDoNot() => Sources([Source], [.. Enumerable.Range(0, 4).Select(mark => Warning("BPF0410",
        "Code that runs in user space uses 'bpf_map_type' of Bpf.Vmlinux, which is not copied to the output; use a number, or add a reference to the package Bpf.Vmlinux", mark))]);

    [Fact]
    public Task ProjectThatReferencesThePackageCopiesTheAssembly()
        => WithProperty("BpfVmlinuxAtRunTime", "true", System.Text.RegularExpressions.Regex.Replace(Source, @"\{\|#\d:(.*?)\|\}", "$1"));
}
