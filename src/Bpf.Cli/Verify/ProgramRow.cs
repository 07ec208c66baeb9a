using Bpf.Objects;
using Bpf.Runtime;
using Bpf.Verify.Guest.Protocol;

namespace Bpf.Cli.Verify;

/// <summary>What loading one program gave on each kernel.</summary>
/// <param name="source">Its object.</param>
/// <param name="program">Name of the program; empty for a failure of the object as a whole.</param>
internal sealed class ProgramRow(ObjectSource source, string program)
{
    private readonly Dictionary<string, ProgramResult> _results = [];

    /// <summary>File that contains its object.</summary>
    public string File => source.Origin;

    /// <summary>Name of its object.</summary>
    public string Object => source.Name;

    /// <summary>Name of the program; empty for a failure of the object as a whole.</summary>
    public string Program => program;

    /// <summary>Where the program begins in its source, if the object says it.</summary>
    public SourceLocation? Beginning => program.Length == 0 ? null
        : ObjectDescription.Read(source.Contents, source.Name).Programs.FirstOrDefault(candidate => candidate.Name == program)?.SourceOf(0);

    /// <summary>What to call the program in messages.</summary>
    public string Name => Program.Length == 0 ? Object : $"{Object}:{Program}";

    /// <summary>Notes the result on a kernel.</summary>
    public void Add(string kernel, ProgramResult result) => _results[kernel] = result;

    /// <summary>The result on a kernel; <see langword="null"/> if the object is for another architecture, or the kernel failed.</summary>
    public ProgramResult? On(string kernel) => _results.GetValueOrDefault(kernel);

    /// <summary>
    /// The results that are not success, each with the kernels that gave it. Kernels may describe the same refusal with other registers; the last one speaks
    /// for all.
    /// </summary>
    public IEnumerable<(ProgramResult Result, string[] Kernels)> Problems => _results.Where(item => item.Value.State != ProgramState.Ok)
        .GroupBy(item => (item.Value.State, WhatIsWrong(item.Value), item.Value.Refusal?.Report.Source))
        .Select(group => (group.Last().Value, group.Select(item => item.Key).ToArray()));

    // Kernels word the same refusal differently.
    private static string? WhatIsWrong(ProgramResult result) => result.Refusal?.Report is { } report ? report.Explanation ?? report.Reason : result.Error;
}
