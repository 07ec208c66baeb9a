using System.Text;
using System.Text.RegularExpressions;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Passes;

namespace Bpf.Compiler.Tests.Passes;

/// <summary>Runs one pass over text IR. No kernel is needed.</summary>
internal static partial class PassRun
{
    /// <summary>The functions of a module, optionally after a pass; by default without unused instructions.</summary>
    public static string Print(string ir, IPass? pass, string cpu = "v3", string cleanup = "dce") => Run(ir, pass is null ? [] : [pass], cpu, cleanup);

    /// <summary>The functions of a module after several passes.</summary>
    public static string Run(string ir, IEnumerable<IPass> passes, string cpu = "v3", string cleanup = "dce")
    {
        LlvmLibrary.Load();
        using LLVMContextRef context = LLVMContextRef.Create();
        using LLVMTargetMachineRef machine = BpfTarget.CreateMachine(cpu);
        using LLVMTargetDataRef layout = machine.CreateTargetDataLayout();
        using LLVMModuleRef module = Read(context, ir, layout);
        using LLVMBuilderRef builder = context.CreateBuilder();
        PassContext passContext = new(module, builder, machine, layout) { HasI32Registers = cpu is "v3" or "v4", Pipeline = "default<O2>" };
        foreach (IPass pass in passes)
        {
            pass.Run(passContext);
            Assert.True(module.TryVerify(LLVMVerifierFailureAction.LLVMReturnStatusAction, out string fault), $"{pass.Name}: {fault}");
        }

        using LLVMPassBuilderOptionsRef options = LLVMPassBuilderOptionsRef.Create();
        module.RunPasses(cleanup, machine, options);
        StringBuilder text = new();
        for (LLVMValueRef function = module.FirstFunction; function.Handle != 0; function = function.NextFunction)
        {
            if (!function.IsDeclaration)
            {
                text.Append(function).Append('\n');
            }
        }

        return Tidy(text.ToString());
    }

    // Attributes, comments, inferred ranges and the sizes of lifetimes differ between versions of LLVM.
    private static string Tidy(string text)
        => AttributeGroup().Replace(LifetimeSize().Replace(Comment().Replace(text.Replace(" local_unnamed_addr", "", StringComparison.Ordinal), ""), ""), "$1").Trim();

    private static LLVMModuleRef Read(LLVMContextRef context, string ir, LLVMTargetDataRef layout)
    {
        LLVMModuleRef module = context.ParseIR(LLVMMemoryBufferRef.CreateCopy(Encoding.UTF8.GetBytes(ir), "before"));
        module.Target = BpfTarget.Triple;
        module.SetDataLayout(layout);
        return module;
    }

    [GeneratedRegex(@"(?<=@llvm\.lifetime\.\w+\.p0\()i64 [0-9]+, ")]
    private static partial Regex LifetimeSize();

    [GeneratedRegex(@" *;.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@" #[0-9]+|^(define )range\([^)]*\) ", RegexOptions.Multiline)]
    private static partial Regex AttributeGroup();
}
