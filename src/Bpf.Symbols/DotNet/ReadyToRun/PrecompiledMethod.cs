namespace Bpf.Symbols.DotNet.ReadyToRun;

/// <summary>A method by the tables of a ReadyToRun image.</summary>
/// <param name="Row">Its row in the table of methods of the image's metadata.</param>
/// <param name="MainFunction">Index of its first runtime function.</param>
internal readonly record struct PrecompiledMethod(uint Row, int MainFunction);
