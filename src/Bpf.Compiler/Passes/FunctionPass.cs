using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>A pass that works on one function at a time.</summary>
internal abstract class FunctionPass : IPass
{
    public abstract string Name { get; }

    public abstract string Purpose { get; }

    public void Run(PassContext context)
    {
        for (LLVMValueRef function = context.Module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            if (!function.IsDeclaration)
            {
                Run(context, new FunctionAnalyses(function));
            }
        }
    }

    protected abstract void Run(PassContext context, FunctionAnalyses analyses);
}
