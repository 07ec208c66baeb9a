using Bpf.Compiler.Tool.Output;
using System.CommandLine;
using System.CommandLine.Parsing;
using Bpf.Compiler.Passes;
using Bpf.Shared;

namespace Bpf.Compiler.Tool;

/// <summary>The command line of bpfc.</summary>
internal static class BpfcCommand
{
    private static readonly Argument<string> s_assembly = new("ASSEMBLY")
    {
        Description = "The assembly with the [BpfObject] classes, with its PDB next to it.",
    };

    private static readonly Option<string[]> s_reference = new("--reference", "-r")
    {
        Description = "An assembly that ASSEMBLY references. May be repeated.",
    };

    private static readonly Option<string?> s_framework = new("--framework")
    {
        Description = "Directory with System.Private.CoreLib.dll; default: the runtime that runs bpfc.",
    };

    private static readonly Option<string[]> s_arch = new("--arch")
    {
        Description = "Architecture of the kernel that will run the object. May be repeated; default: all.",
    };

    private static readonly Option<string> s_cpu = new("--cpu")
    {
        Description = "BPF instruction set; v4 needs LLVM 18 and kernel 6.6.",
        DefaultValueFactory = _ => "v3",
    };

    private static readonly Option<string?> s_minimumKernel = new("--min-kernel")
    {
        Description = "Oldest kernel that the objects must run on, such as 5.15; warns about features that it lacks.",
    };

    private static readonly Option<string> s_pipeline = new("--pipeline")
    {
        Description = "LLVM pass pipeline, one of default<O0>, <O1>, <O2>, <O3>, <Os>, <Oz>.",
        DefaultValueFactory = _ => "default<O2>",
    };

    private static readonly Option<string?> s_llvm = new("--llvm")
    {
        Description = "Path of the libLLVM shared library to use; default: search.",
    };

    private static readonly Option<string> s_output = new("--output", "-o")
    {
        Description = "Output directory; created if missing.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string[]> s_emit = new("--emit")
    {
        Description = "What to write: obj (default), llvm (optimized IR, .ll), asm (.s). May be repeated.",
    };

    private static readonly Option<string?> s_after = new("--after")
    {
        Description = "With --emit llvm only: stop after PASS and write the IR at that point. The passes, in order: "
            + $"{string.Join(", ", PassPipeline.Names)}.",
        HelpName = "PASS",
    };

    private static readonly Option<string?> s_dump = new("--dump")
    {
        Description = "What to print: il (the IL of every method that is compiled).",
    };

    private static readonly Option<string?> s_sourceRoot = new("--source-root")
    {
        Description = "Directory that source paths in the objects are relative to.",
    };

    private static readonly Option<bool> s_verbose = new("--verbose")
    {
        Description = "Print progress.",
    };

    internal static ParseResult Parse(string[] args)
    {
        s_arch.AcceptOnlyFromAmong(CompilerOptionValues.Architectures);
        s_cpu.AcceptOnlyFromAmong(CompilerOptionValues.Cpus);
        s_emit.AcceptOnlyFromAmong("obj", "llvm", "asm");
        s_dump.AcceptOnlyFromAmong("il");
        s_after.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var pass }] && !PassPipeline.Names.Contains(pass))
            {
                result.AddError($"there is no pass '{pass}'; --after takes {string.Join(", ", PassPipeline.Names)}");
            }
        });
        s_minimumKernel.Validators.Add(static result =>
        {
            if (!CompilerOptionValues.IsKernelVersion(result.GetValueOrDefault<string?>()))
            {
                result.AddError($"--min-kernel takes {CompilerOptionValues.KernelVersionForm}");
            }
        });
        s_pipeline.AcceptOnlyFromAmong(CompilerOptionValues.Pipelines);

        RootCommand command = new("Compiles the BPF programs of a .NET assembly to BPF ELF objects.")
        {
            s_assembly, s_reference, s_framework, s_arch, s_cpu, s_minimumKernel, s_pipeline, s_llvm, s_output, s_emit, s_after, s_dump, s_sourceRoot,
            s_verbose,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetResult(s_after) is not null && (result.GetResult(s_emit) is not { } emit || emit.Tokens.Any(kind => kind.Value != "llvm")))
            {
                result.AddError("--after stops before there is an object or assembly: it can only be combined with '--emit llvm'");
            }
        });
        command.Subcommands.Add(Sources.SourcesCommand.Create());
        command.SetAction(Run);
        return command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = ReadResponseFile });
    }

    private static int Run(ParseResult parse)
    {
        string[] architectures = parse.GetValue(s_arch) ?? [];
        string[] emit = parse.GetValue(s_emit) is { Length: > 0 } kinds ? kinds : ["obj"];
        CompilationRequest request = new()
        {
            AssemblyPath = parse.GetRequiredValue(s_assembly),
            References = parse.GetValue(s_reference) ?? [],
            FrameworkDirectory = parse.GetValue(s_framework),
            Architectures = architectures.Length == 0 ? TargetArchitectures.All
            : [.. TargetArchitectures.All.Where(known => architectures.Contains(known.Name()))],
            Cpu = parse.GetRequiredValue(s_cpu),
            MinimumKernel = parse.GetValue(s_minimumKernel) is { } minimum ? Version.Parse(minimum) : null,
            Pipeline = parse.GetRequiredValue(s_pipeline),
            LlvmPath = parse.GetValue(s_llvm),
            SourceRoot = parse.GetValue(s_sourceRoot),
            Progress = parse.GetValue(s_verbose) ? Console.WriteLine : null,
            IntermediateLanguage = parse.GetValue(s_dump) is null ? null : Console.WriteLine,
            AfterPass = parse.GetValue(s_after),
            EmitText = emit.Any(kind => kind != "obj"),
        };
        return CompileCommand.Run(request, new OutputDirectory(parse.GetRequiredValue(s_output), request.AssemblyPath), emit);
    }

    // One unquoted argument per line, so that any path can be written.
    private static bool ReadResponseFile(string path, out IReadOnlyList<string>? arguments, out string? error)
    {
        try
        {
            arguments = [.. File.ReadLines(path).Where(line => line.Length > 0)];
            error = null;
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            arguments = null;
            error = $"cannot read the response file '{path}': {exception.Message}";
            return false;
        }
    }
}
