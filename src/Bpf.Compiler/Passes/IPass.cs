namespace Bpf.Compiler.Passes;

/// <summary>A step between the imported IL and LLVM's code generator.</summary>
internal interface IPass
{
    /// <summary>The name on the command line: the class name in lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>The purpose, in one line.</summary>
    string Purpose { get; }

    void Run(PassContext context);
}
