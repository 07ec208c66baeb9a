using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>LLVM's own pipeline.</summary>
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
