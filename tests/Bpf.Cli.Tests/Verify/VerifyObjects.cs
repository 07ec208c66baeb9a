using Bpf.Compiler;
using Bpf.Runtime.Tests.Support;
using Bpf.Testing;

namespace Bpf.Cli.Tests.Verify;

/// <summary>Objects with right and wrong programs.</summary>
internal static class VerifyObjects
{
    // Compiled once, because the object contains the name of its source in a temporary folder.
    private static readonly Lazy<byte[]> s_reasons = new(() => CObject.CompileText("""
        #include "common.h"
        struct { __uint(type, BPF_MAP_TYPE_HASH); __uint(max_entries, 8); __type(key, int); __type(value, long); } table SEC(".maps");
        SEC("socket") int right(struct __sk_buff *skb) { int key = 1; long *value = bpf_map_lookup_elem(&table, &key); return value ? *value : 0; }
        SEC("socket") int null(struct __sk_buff *skb) { int key = 1; long *value = bpf_map_lookup_elem(&table, &key); return *value; }
        SEC("socket") int number(struct __sk_buff *skb) { return *(volatile int *)(long)skb->len; }
        SEC("?socket") int optional(struct __sk_buff *skb) { return *(volatile int *)(long)skb->mark; }
        SEC("?socket") int optional_right(struct __sk_buff *skb) { return 0; }
        SEC("netfilter") int newer(void *ctx) { return 1; }
        SEC("fentry/no_such_function_in_the_kernel") int module(void *ctx) { return 0; }
        SEC("freplace/other") int replacement(void *ctx) { return 0; }
        """));

    /// <summary>C#: a right program, and one whose index nothing limits.</summary>
    public static string CSharp(ObjectFiles files, TargetArchitecture architecture = TargetArchitecture.X64)
    {
        byte[] bytes = BpfSource.CompileObjects("""
            using Bpf;
            [BpfObject(License = "GPL")]
            public static class Tool
            {
                private static readonly int[] s_table = [1, 2, 3, 4];
                static long s_sum;

                [Uprobe]
                public static int Counted(UprobeContext context, int index)
                {
                    s_sum += s_table[index & 3];
                    return 0;
                }

                [Uprobe]
                public static int Unchecked(UprobeContext context, int index)
                {
                    s_sum += System.Runtime.CompilerServices.Unsafe.Add(ref s_table[0], index);
                    return 0;
                }
            }
            """, architectures: architecture).Single().Bytes.ToArray();
        return files.Write($"Tool.{architecture.Name()}.bpf.o", bytes);
    }

    /// <summary>C: programs that are right, wrong for different reasons, too new, optional, or not to be decided in a virtual machine.</summary>
    public static string C(ObjectFiles files) => files.Write("reasons.bpf.o", s_reasons.Value);
}
