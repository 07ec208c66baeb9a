using Bpf.Runtime.Tests.Support;
using Bpf.Shared;
using Bpf.Testing;

namespace Bpf.Runtime.Tests;

/// <summary>
/// Values with locks, timers and lists: if the kernel refuses them, that is the reported error, not a later refusal of a program because of missing BTF.
/// </summary>
public class SpecialFieldTests
{
    private const string Kinds = """
        #define __contains(type, member) __attribute__((btf_decl_tag("contains:" #type ":" #member)))
        #define __kptr __attribute__((btf_type_tag("kptr")))
        struct bpf_list_head { __u64 a[2]; } __attribute__((aligned(8)));
        struct bpf_list_node { __u64 a[3]; } __attribute__((aligned(8)));
        struct node { struct bpf_list_node links; int id; };
        """;

    private const string Locks = "bpf_spin_lock(&value->lock); bpf_spin_unlock(&value->lock);";

    public SpecialFieldTests() => KernelRequirement.NeedRoot();

    [Theory]
    [InlineData("ARRAY", "", "struct bpf_spin_lock lock; int count; struct bpf_spin_lock other;", Errno.E2BIG, "the locks 'lock', 'other'", "one lock")]
    [InlineData("PERCPU_ARRAY", "", "struct bpf_spin_lock lock; int count;", Errno.EOPNOTSUPP, "type PerCpuArray cannot hold 'lock' (bpf_spin_lock)", "need no lock")]
    [InlineData("LRU_HASH", "", "struct bpf_spin_lock lock; int count;", Errno.EOPNOTSUPP, "type LruHash cannot hold 'lock' (bpf_spin_lock)", "Hash, Array")]
    [InlineData("ARRAY", "BPF_F_RDONLY_PROG", "struct bpf_spin_lock lock; int count;", Errno.EACCES, "(ProgramReadOnly)", "'lock' (bpf_spin_lock)")]
    [InlineData("ARRAY", "", "struct bpf_spin_lock lock; struct bpf_list_head list;", Errno.EINVAL, "'list' does not name the nodes", "__contains")]
    [InlineData("ARRAY", "", "struct bpf_spin_lock lock; struct bpf_list_head list __contains(missing, links);", Errno.ENOENT, "nodes of 'missing:links'", "omit structs")]
    public void FirstRefusalIsReported(string type, string flags, string members, Errno errno, params string[] expected)
        => Refused(type, flags, members, Locks, errno, expected);

    [Theory]
    [InlineData("PERCPU_ARRAY", "struct bpf_timer timer;", "'timer' (bpf_timer)", "Hash, Array, LruHash")]
    [InlineData("PERCPU_HASH", "struct { int depth; struct bpf_timer timer; } inner;", "'inner.timer' (bpf_timer)", "Hash, Array, LruHash")]
    public void TimersAreRefusedWhereUnsupported(string type, string members, params string[] expected)
        => Refused(type, "", members, "", Errno.EOPNOTSUPP, expected);

    [Theory]
    [InlineData("struct bpf_spin_lock field; int count;", MapFields.Locks)]
    [InlineData("struct bpf_timer field;", MapFields.Callbacks)]
    [InlineData("struct bpf_wq field;", MapFields.Callbacks)]
    [InlineData("struct bpf_spin_lock lock; struct bpf_list_head field __contains(node, links);", MapFields.Collections | MapFields.Locks)]
    [InlineData("struct task_struct __kptr *field;", MapFields.Pointers)]
    [InlineData("struct bpf_refcount field;", MapFields.Pointers)]
    [InlineData("struct data __uptr *field;", MapFields.UserPointers)]
    public void TableAgreesWithTheKernel(string members, object fields)
    {
        byte[] bytes = CObject.CompileText($$"""
            #include "common.h"
            {{Kinds}}
            #define __uptr __attribute__((btf_type_tag("uptr")))
            struct bpf_wq { __u64 a[2]; } __attribute__((aligned(8)));
            struct bpf_refcount { __u32 a; } __attribute__((aligned(4)));
            struct data { int number; };
            struct task_struct { int pid; };
            struct value { {{members}} };
            struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 1); __type(key, int); __type(value, struct value); } m SEC(".maps");
            struct node *node;
            struct data *data;
            struct task_struct *task;
            """);
        List<string> wrong = [];
        foreach (MapKind kind in MapKinds.All.Where(kind => kind is { HasTypes: true, HasKernelType: false } && kind.SampleKeySize == sizeof(int)))
        {
            using BpfObject target = BpfObject.Open(bytes, "fields");
            BpfMap map = target.Maps["m"];
            (map.Type, map.Flags) = (kind.Type, kind.ImpliedFlags);
            map.MaxEntries = kind.Capacity == MapCapacity.Owners ? 0 : 1u;
            bool isAccepted = true;
            try
            {
                target.Load();
            }
            catch (BpfException)
            {
                isAccepted = false;
            }

            if (isAccepted != kind.Fields.HasFlag((MapFields)fields))
            {
                wrong.Add($"{kind.Type}: {isAccepted}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void ListNeedsALock()
        => Refused("ARRAY", "", "struct bpf_list_head list __contains(node, links);", "struct node *node = 0; count = node ? node->id : 0;", null, ["'list' needs a bpf_spin_lock"]);

    [Fact]
    public void LocksThatTheKernelSupportsLoad()
    {
        using BpfObject target = Open("ARRAY", "", "struct bpf_spin_lock lock; int count;", Locks);
        target.Load();
    }

    /// <summary>
    /// Without special fields, types are for display only: if the kernel does not accept a key type, the map is created without it, as in libbpf.
    /// </summary>
    [Fact]
    public void UnsupportedKeyTypesAreOmitted()
    {
        List<string> log = [];
        using BpfObject target = BpfObject.Open(
            CObject.CompileText("""
                #include "common.h"
                struct { __uint(type, BPF_MAP_TYPE_ARRAY); __uint(max_entries, 4); __type(key, float); __type(value, int); } m SEC(".maps");
                SEC("tc") int program(struct __sk_buff *skb) { return (long)&m != 0; }
                """), "types", new BpfObjectOptions { Log = entry => log.Add(entry.Message) });
        target.Load();
        Assert.Contains(log, message => message.Contains("created without", StringComparison.Ordinal));
    }

    private static void Refused(string type, string flags, string members, string code, Errno? errno, string[] expected)
    {
        using BpfObject target = Open(type, flags, members, code);
        BpfException exception = Assert.Throws<BpfException>(target.Load);
        if (errno is not null)
        {
            Assert.Equal(errno, exception.Errno);
        }

        foreach (string text in expected)
        {
            Assert.Contains(text, exception.Message, StringComparison.Ordinal);
        }
    }

    private static BpfObject Open(string type, string flags, string members, string code) => BpfObject.Open(
        CObject.CompileText($$"""
            #include "common.h"
            {{Kinds}}
            struct value { {{members}} };
            struct { __uint(type, BPF_MAP_TYPE_{{type}}); __uint(max_entries, 4); __uint(map_flags, {{(flags.Length == 0 ? "0" : flags)}}); __type(key, int); __type(value, struct value); } m SEC(".maps");
            int count;
            SEC("tc") int program(struct __sk_buff *skb)
            {
                int key = 0;
                struct value *value = bpf_map_lookup_elem(&m, &key);
                if (value) { {{code}} }
                return 0;
            }
            """), "fields");
}
