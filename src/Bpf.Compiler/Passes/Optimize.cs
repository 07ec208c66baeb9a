using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>LLVM's own pipeline.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(i64 %x) {
///   %local = alloca i64, align 8
///   store i64 %x, ptr %local, align 8
///   %value = load i64, ptr %local, align 8
///   %bits = and i64 %value, 3
///   %masked = and i64 %bits, 7
///   ret i64 %masked
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(i64 %x) {
///   %bits = and i64 %x, 3
///   ret i64 %bits
/// }
/// </code>
/// A mask that is redundant by known bits disappears, and with it a bound that the verifier may have needed. The BPF target adds its own passes to the
/// pipeline, which lower CO-RE accesses.
/// </remarks>
internal sealed class Optimize : IPass
{
    // The BPF passes of LLVM share tables among all modules of a process.
    private static readonly Lock s_running = new();

    public string Name => "optimize";

    public string Purpose => "runs LLVM's own pipeline, `default<O2>` unless `--pipeline` names another";

    public void Run(PassContext context)
    {
        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        options.SetLoopVectorization(false);
        options.SetSLPVectorization(false);
        lock (s_running)
        {
            context.Module.RunPasses(context.Pipeline, context.Machine, options);
        }
    }
}
