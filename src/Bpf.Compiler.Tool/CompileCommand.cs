using Bpf.Compiler.Tool.Output;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.Tool;

/// <summary>Compiles, writes the results, and prints diagnostics in the form that MSBuild and IDEs read.</summary>
internal static class CompileCommand
{
    internal static int Run(CompilationRequest request, OutputDirectory output, IReadOnlyCollection<string> emit)
    {
        try
        {
            CompilationResult result = BpfCompilation.Compile(request);
            foreach (CompilerDiagnostic diagnostic in result.Diagnostics)
            {
                Console.WriteLine(diagnostic);
            }

            if (!result.Succeeded)
            {
                return ExitCode.Errors;
            }

            foreach (CompiledObject compiled in result.Objects)
            {
                string name = $"{compiled.Name}.{compiled.Architecture.Name()}";
                if (emit.Contains("obj"))
                {
                    output.WriteObject(compiled.FileName, compiled.Bytes.Span);
                }

                if (emit.Contains("llvm"))
                {
                    output.WriteText($"{name}.ll", compiled.LlvmText ?? "");
                }

                if (emit.Contains("asm"))
                {
                    output.WriteText($"{name}.s", compiled.AssemblyText ?? "");
                }
            }
            if (emit.Contains("obj"))
            {
                output.Complete(result.FilesRead);
            }

            return ExitCode.Success;
        }
        catch (LlvmNotFoundException exception)
        {
            return Fail(BpfDiagnostics.LlvmNotFound, exception.Message);
        }
        catch (LlvmTooOldException exception)
        {
            return Fail(BpfDiagnostics.LlvmTooOld, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return Fail(BpfDiagnostics.FileAccess, exception.Message);
        }
        catch (Exception exception)
        {
            Console.Error.WriteLine(exception.StackTrace);
            return Fail(BpfDiagnostics.InternalError, exception.GetType().Name, exception.Message);
        }
    }

    private static int Fail(BpfDiagnostic diagnostic, params object[] arguments)
    {
        string message = string.Format(diagnostic.Message, arguments).ReplaceLineEndings(" ");
        Console.WriteLine(new CompilerDiagnostic(diagnostic.Id, CompilerDiagnosticSeverity.Error, message, null));
        return ExitCode.Errors;
    }
}
