using Bpf.Objects.Btf;
using Bpf.Objects;
using Bpf.Runtime.Kernel;
using Bpf.Runtime.Syscalls;

namespace Bpf.Runtime.Features;

/// <summary>
/// Probes whether the declaration tag <c>arg:ctx</c> turns an argument of a global function into the program's context, with a helper that requires
/// it.
/// </summary>
internal static unsafe class ArgumentContextTagProbe
{
    private const int GetFunctionIp = 173; // BPF_FUNC_get_func_ip, include/uapi/linux/bpf.h
    private static readonly FeatureQuestion s_question = new("arg_ctx_tag", "6.8");

    public static KernelFeature Run(BpfToken? token)
    {
        BtfBuilder builder = new();
        uint integer = builder.AddInt("int", sizeof(int));
        uint prototype = builder.Add(BtfKind.FunctionPrototype, "", 1, integer, builder.AddString("ctx"), builder.AddPointer(0));
        uint main = builder.AddFunction("main", prototype, BtfLinkage.Global);
        uint tagged = builder.AddFunction("tagged", prototype, BtfLinkage.Global);
        builder.Add(BtfKind.DeclarationTag, "arg:ctx", 0, tagged, 0);
        Errno error = ProbeResources.RequireAnswer(BtfLoader.Load(builder.Build().Bytes, token?.Handle, out BpfHandle btf, out _));
        using (btf)
        {
            if (error != Errno.None)
            {
                return s_question.Refused(error, "loading BTF with the tag");
            }

            // main: call tagged; exit. tagged: call bpf_get_func_ip; exit
            uint* functions = stackalloc uint[] { 0, main, 2, tagged };
            ProgramLoadAttribute attribute = new()
            {
                Type = (uint)ProgramType.Kprobe,
                BtfFd = (uint)btf.Descriptor,
                FunctionInfo = (ulong)functions,
                FunctionInfoRecordSize = 2 * sizeof(uint),
                FunctionInfoCount = 2,
            };
            error = TrialProgram.Load(
                ref attribute, token, [new(0x85, 0, 1, 0, 1), new(0x95, 0, 0, 0, 0), new(0x85, 0, 0, 0, GetFunctionIp), new(0x95, 0, 0, 0, 0)],
                out BpfHandle program);
            program.Dispose();
            return s_question.By(error, "a tagged argument as context");
        }
    }
}
