// Writes the source of Bpf.Vmlinux, whose build calls it: the types of the reference kernels as C#. Argument: the directory to write to.
using Bpf.KernelTypes.CSharp;
using Bpf.ReferenceKernels;

// The compiler binds files in parallel, and parses one no faster than it can.
const int TypesOfFile = 2000;

CSharpWriter writer = new(KernelTypeTable.Reference, ["Constants"], isCheckedAtBuild: true);
int number = 0;
foreach (string[] types in writer.All().Chunk(TypesOfFile))
{
    File.WriteAllText(Path.Combine(args[0], $"Vmlinux.{number++:D2}.cs"), $"namespace Bpf.Vmlinux;\n\n{string.Join('\n', types)}");
}
