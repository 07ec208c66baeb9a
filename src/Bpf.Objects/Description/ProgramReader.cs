using Bpf.Objects.Files;
using Bpf.Objects.Sections;
using Bpf.Runtime;

namespace Bpf.Objects.Description;

/// <summary>Finds the programs of an object: the functions outside the section of subprograms.</summary>
internal static class ProgramReader
{
    /// <summary>Returns the programs, in code order.</summary>
    public static List<ProgramDefinition> Read(ObjectFile file, BpfDialect dialect)
    {
        List<ProgramDefinition> programs = [];
        foreach (FunctionCode function in file.Functions)
        {
            CodeSection section = file.Code[function.SectionIndex]!;
            if (section.HoldsSubprograms)
            {
                continue;
            }

            bool autoLoad = !section.Name.StartsWith('?');
            string name = autoLoad ? section.Name : section.Name[1..];
            programs.Add(new ProgramDefinition
            {
                Name = function.Name,
                SectionName = name,
                Kind = SectionTable.Find(name, dialect),
                AutoLoad = autoLoad,
                Probes = file.Probes.FindAll(probe => probe.Program == function.Name).ToArray(),
                Code = function,
            });
        }

        return programs;
    }
}
