namespace Bpf.Compiler.Passes;

/// <summary>A step between the imported IL and LLVM's code generator.</summary>
internal interface IPass
{
    /// <summary>The name on the command line: that of the class, in lower case and with hyphens.</summary>
    string Name { get; }

    /// <summary>What it is for, in one line.</summary>
    string Purpose { get; }

    void Run(PassContext context);
}
